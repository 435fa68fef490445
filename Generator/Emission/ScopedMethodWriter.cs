using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>
/// Writes the frame of a nursery method that awaits a scope's exit: the scope is opened, the work set going in it, and its end returned.
/// </summary>
internal static class ScopedMethodWriter
{
    /// <param name="writer">Where to.</param>
    /// <param name="spec">The nursery.</param>
    /// <param name="method">Its method.</param>
    /// <param name="engine">The class of the scope.</param>
    /// <param name="work">The lines of what happens in the scope, whose local it is given.</param>
    public static void Write(
        SourceWriter writer, NurserySpec spec, PartialMethodWriter method, string engine, Func<string, IReadOnlyList<string>> work) =>
        Write(writer, new ScopedMethod(TypeOf(spec), spec.Method.Awaitable, spec.Timeout, spec.Clock), method, engine, work);

    /// <inheritdoc cref="Write(SourceWriter, NurserySpec, PartialMethodWriter, string, Func{string, IReadOnlyList{string}})"/>
    public static void Write(
        SourceWriter writer, ScopedMethod spec, PartialMethodWriter method, string engine, Func<string, IReadOnlyList<string>> work)
    {
        var scope = method.Local("scope");
        var error = method.Local("error");
        method.Open(writer, isAsync: spec.Timeout.Fallback is not null);
        var arguments = method.OpenArguments(spec.InfoClass + ".Info", spec.Timeout, spec.Clock);
        writer.Line($"var {scope} = {WellKnownNames.NurseryScope}.Open<{engine}>({arguments});");
        WriteTry(writer, work(scope));
        writer.Line($"catch ({WellKnownNames.Exception} {error}) {{ {scope}.Fail({error}); }}");
        WriteExit(writer, spec, scope, method);
        writer.Close();
    }

    /// <summary>How the nursery type is named: <c>CheckNursery&lt;T&gt;</c>.</summary>
    public static string TypeOf(NurserySpec spec) => spec.Struct.Name + spec.Struct.TypeParameters;

    private static void WriteTry(SourceWriter writer, IReadOnlyList<string> work)
    {
        if (work.Count == 1)
        {
            writer.Line($"try {{ {work[0]} }}");
            return;
        }

        writer.Open("try");
        foreach (var line in work)
            writer.Line(line);

        writer.Close();
    }

    private static void WriteExit(SourceWriter writer, ScopedMethod spec, string scope, PartialMethodWriter method)
    {
        if (spec.Timeout.Fallback is not { } fallback)
        {
            writer.Line($"return {scope}.{(spec.Awaitable.IsValueTask ? "ExitAsync" : "ExitTaskAsync")}();");
            return;
        }

        var exit = method.Local("exit");
        var call = CallWriter.Write(fallback, method.Receiver(fallback), static argument => argument.Name);
        writer.Line($"var {exit} = await {scope}.ExitOrMoveOnAsync().ConfigureAwait(false);");
        if (spec.Awaitable.Result is not null)
        {
            writer.Line($"return {exit}.TimedOut ? {call} : {exit}.Value;");
            return;
        }

        writer.Line($"if ({exit}.TimedOut) {{ {call}; }}");
    }
}

/// <summary>What the frame needs to know of a nursery or a cancel scope.</summary>
/// <param name="InfoClass">The nested type that holds its metadata.</param>
/// <param name="Awaitable">What the method returns.</param>
/// <param name="Timeout">Its deadline.</param>
/// <param name="Clock">What measures it.</param>
internal sealed record ScopedMethod(string InfoClass, AwaitableSpec Awaitable, TimeoutSpec Timeout, ClockSpec? Clock);
