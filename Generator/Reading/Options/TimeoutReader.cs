using System.Globalization;
using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Reads <c>[Timeout]</c>, on a method or on a TimeSpan parameter.</summary>
internal static class TimeoutReader
{
    /// <summary>The deadline of a nursery or a cancel scope; null where the attributes are wrong.</summary>
    public static TimeoutSpec? ReadEntry(ReadingContext context, CallSource source)
    {
        var onMethod = AttributeReader.Find(source.Method, WellKnownNames.TimeoutAttributeName);
        var isMarked = MethodRoles.TimeoutParameter(source.Method) is not null;
        var marked = isMarked ? source.Method.Parameters.Where(MethodRoles.HasTimeout).ToArray() : [];
        if (!CheckParameters(context, marked))
            return null;

        var onParameter = marked.Length == 0 ? null : AttributeReader.Find(marked[0], WellKnownNames.TimeoutAttributeName);
        if (onMethod is null && onParameter is null)
            return TimeoutSpec.None;

        if (onMethod is not null && HasNumber(onMethod) && onParameter is not null)
        {
            var place = AttributeReader.LocationOf(onParameter, context.CancellationToken);
            return Refuse(context, place, "the method has a constant one already; keep one of the two");
        }

        if (onParameter is null)
            return ReadConstant(context, onMethod!, source, "give it milliseconds, or mark a TimeSpan parameter with [Timeout]");

        var parameter = Identifier.Escape(marked[0].Name);
        return ReadEnding(context, [onParameter, .. onMethod is null ? Array.Empty<AttributeData>() : [onMethod]], source, -1, parameter);
    }

    /// <summary>The deadline of a child; null where the attribute is wrong.</summary>
    public static TimeoutSpec? ReadChild(ReadingContext context, CallSource source)
    {
        // A nursery that is a child of another has its deadline already, as a nursery.
        var attribute = MethodFacts.Of(source.Method).Attribute(WellKnownNames.TimeoutAttributeName);
        return attribute is null || MethodRoles.IsNursery(source.Method)
            ? TimeoutSpec.None
            : ReadConstant(context, attribute, source, "give it milliseconds");
    }

    /// <summary>Reports <c>[Timeout]</c> on a parameter of a method that has no deadline of the caller's choice.</summary>
    public static void CheckStray(ReadingContext context)
    {
        if (MethodRoles.IsNursery(context.Method) || MethodRoles.IsScope(context.Method))
            return;

        foreach (var parameter in context.Method.Parameters)
        {
            if (AttributeReader.Find(parameter, WellKnownNames.TimeoutAttributeName) is { } attribute)
            {
                var place = AttributeReader.LocationOf(attribute, context.CancellationToken);
                var reason = $"'{context.Method.Name}' is neither a nursery nor a partial method with a deadline";
                Refuse(context, place, $"{reason}; remove it from '{parameter.Name}'");
            }
        }
    }

    private static bool CheckParameters(ReadingContext context, IParameterSymbol[] marked)
    {
        var isFine = true;
        for (var index = 0; index < marked.Length; index++)
        {
            var parameter = marked[index];
            var attribute = AttributeReader.Find(parameter, WellKnownNames.TimeoutAttributeName)!;
            var isTimeSpan = KnownTypes.IsTimeSpan(parameter.Type);
            var reason = !isTimeSpan && parameter.Type.TypeKind != TypeKind.Error ? $"parameter '{parameter.Name}' has to be a TimeSpan"
                : index > 0 ? $"'{marked[0].Name}' is the timeout already; remove it from '{parameter.Name}'"
                : HasNumber(attribute) ? $"the value of '{parameter.Name}' is the timeout; remove the number"
                : null;
            isFine &= isTimeSpan && reason is null;
            if (reason is not null)
                Refuse(context, AttributeReader.LocationOf(attribute, context.CancellationToken), reason);
        }

        return isFine;
    }

    private static TimeoutSpec? ReadConstant(ReadingContext context, AttributeData attribute, CallSource source, string numberMissing)
    {
        if (!HasNumber(attribute))
            return Refuse(context, AttributeReader.LocationOf(attribute, context.CancellationToken), numberMissing);

        // An argument that isn't a number is the compiler's to report.
        if (attribute.ConstructorArguments.Length == 0 || attribute.ConstructorArguments[0].Value is not int milliseconds)
            return null;

        if (milliseconds < -1)
        {
            var place = AttributeReader.LocationOfPositional(attribute, 0, context.CancellationToken);
            var number = milliseconds.ToString(CultureInfo.InvariantCulture);
            return Refuse(context, place, $"{number} ms is negative; 0 has already passed, Timeout.Infinite never passes");
        }

        return ReadEnding(context, [attribute], source, milliseconds, parameter: null);
    }

    /// <summary>How the scope ends after its deadline; null where the fallback is wrong.</summary>
    private static TimeoutSpec? ReadEnding(
        ReadingContext context, AttributeData[] attributes, CallSource source, int milliseconds, string? parameter)
    {
        var moveOn = attributes.Any(static attribute => AttributeReader.Named(attribute, "MoveOn", otherwise: false));
        foreach (var attribute in attributes)
        {
            if (AttributeReader.Named<string?>(attribute, "Fallback", otherwise: null) is not { } name)
                continue;

            return FallbackReader.Read(context, attribute, name, source) is { } call
                ? new TimeoutSpec(milliseconds, parameter, MoveOn: true, call)
                : null;
        }

        return new TimeoutSpec(milliseconds, parameter, moveOn, null);
    }

    private static bool HasNumber(AttributeData attribute) =>
        attribute.AttributeConstructor is null || attribute.ConstructorArguments.Length > 0;

    private static TimeoutSpec? Refuse(ReadingContext context, Location? place, string reason)
    {
        context.Report(DiagnosticDescriptors.BadTimeout, place, reason);
        return null;
    }
}
