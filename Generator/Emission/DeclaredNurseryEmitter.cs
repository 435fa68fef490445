using NurseryGen.Generator.Model;

namespace NurseryGen.Generator.Emission;

/// <summary>Writes the method of a declared nursery: starts its children, one after the other.</summary>
internal static class DeclaredNurseryEmitter
{
    public static void Write(SourceWriter writer, NurserySpec spec, DeclaredSpec declared, PartialMethodWriter method)
    {
        var nursery = ScopedMethodWriter.TypeOf(spec);
        var engine = declared.ScopeName is { } name ? method.TypeMember($"{nursery}.{name}") : WellKnownNames.VoidNurseryScope;
        ScopedMethodWriter.Write(writer, spec, method, engine, scope =>
        {
            var lines = new List<string>(declared.Children.Count + 1);
            foreach (var child in declared.Children)
            {
                var owner = NodeShape.NeedsOwner(child.Child, spec.Struct) ? ["this"] : Array.Empty<string>();
                var arguments = child.Arguments.Select(static argument => ArgumentWriter.Write(argument, argument.Name));
                var all = string.Join(", ", [scope, .. owner, .. arguments]);
                lines.Add($"{method.TypeMember($"{nursery}.{child.Child.NodeName}")}.Start({all});");
            }

            lines.Add($"{scope}.Started();");
            return lines;
        });
    }
}
