using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Binds the parameters of a body or a fallback, by name, to those of the method that it serves.</summary>
internal static class ArgumentBinder
{
    /// <param name="callee">The method to call.</param>
    /// <param name="source">The method that supplies the arguments.</param>
    /// <param name="given">What a parameter receives regardless of its name: the nursery, the scope, the token.</param>
    /// <param name="compilation">Knows the conversions.</param>
    public static BindingResult Bind(
        IMethodSymbol callee, CallSource source, Func<IParameterSymbol, ArgumentKind?> given, Compilation compilation)
    {
        if (source.Method.IsStatic && !callee.IsStatic)
            return new Misfit($"it is an instance method, and '{source.Method.Name}' is static", callee);
        if (callee.Arity != 0 && callee.Arity != source.Method.Arity)
            return new Misfit($"its type parameters are not those of '{source.Method.Name}'", callee);

        var closed = callee.Arity == 0 ? callee : callee.Construct([.. source.Method.TypeArguments]);
        var arguments = new List<ArgumentSpec>();
        var leftOut = false;
        for (var index = 0; index < closed.Parameters.Length; index++)
        {
            var parameter = closed.Parameters[index];
            if (!Identifier.IsValid(parameter.Name))
                return new Misfit("a parameter has no name", callee);
            if (ParameterReader.WhyNotCarried(parameter) is { } reason)
                return new Misfit($"parameter '{parameter.Name}' {reason}", parameter);

            var label = leftOut ? Identifier.Escape(parameter.Name) : null;
            if (given(callee.Parameters[index]) is { } kind)
            {
                arguments.Add(new ArgumentSpec(kind, "", label, NeedsNullForgiving: false));
            }
            else if (source.Method.Parameters.FirstOrDefault(own => own.Name == parameter.Name) is { } own)
            {
                if (Conversion.WhyNot(own.Type, parameter.Type, compilation) is { } mismatch)
                    return new Misfit($"parameter '{parameter.Name}': {mismatch}", parameter);

                var needsForgiving = Conversion.NeedsNullForgiving(own.Type, parameter.Type);
                var cast = own.Type is IDynamicTypeSymbol ? source.Text.StaticOf(parameter.Type) : null;
                arguments.Add(new ArgumentSpec(source.KindOf(own), Identifier.Escape(own.Name), label, needsForgiving) { Cast = cast });
            }
            else if (parameter.IsOptional || parameter.IsParams)
            {
                leftOut = true;
            }
            else
            {
                return new Misfit($"'{source.Method.Name}' has no parameter '{parameter.Name}'", parameter);
            }
        }

        var typeArguments = callee.Arity == 0 ? "" : source.TypeArguments;
        return new Bound(
            closed,
            new CallSpec(Identifier.Escape(callee.Name), typeArguments, callee.IsStatic, arguments.ToArray(), NeedsNullForgiving: false));
    }
}

/// <summary>Either the call, or why there is none.</summary>
internal abstract record BindingResult;

/// <summary>The call, and the callee with the type arguments that it is called with.</summary>
internal sealed record Bound(IMethodSymbol Callee, CallSpec Call) : BindingResult;

/// <summary>What is in the way, and where: the callee or one of its parameters.</summary>
internal record Misfit(string Reason, ISymbol Place) : BindingResult;
