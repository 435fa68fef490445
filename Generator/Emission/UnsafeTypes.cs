using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>Whether what is written names pointers: nothing else in a type has the character.</summary>
internal static class UnsafeTypes
{
    private const char Pointer = '*';

    public static bool In(NurserySpec spec)
    {
        if (In(spec.Method) || In(spec.Struct.Constraints))
            return true;

        foreach (var child in spec.Children)
        {
            if (In(child))
                return true;
        }

        return spec.Form switch
        {
            DeclaredSpec declared => declared.Children.Any(static started => In(started.Child)),
            EachSpec each => In(each.Child.Child),
            _ => false,
        };
    }

    public static bool In(ScopeSpec spec) => In(spec.Method);

    private static bool In(MethodSpec method) => Has(method.ReturnType) || In(method.Parameters) || In(method.Constraints);

    private static bool In(ChildSpec child) =>
        Has(child.Awaitable.Result) || Has(child.Ready?.Value) || In(child.Parameters) || In(child.Constraints);

    private static bool In(EquatableArray<ParameterSpec> parameters)
    {
        foreach (var parameter in parameters)
        {
            if (Has(parameter.Type))
                return true;
        }

        return false;
    }

    private static bool In(EquatableArray<string> texts)
    {
        foreach (var text in texts)
        {
            if (Has(text))
                return true;
        }

        return false;
    }

    private static bool Has(string? text) => text is not null && text.IndexOf(Pointer) >= 0;
}
