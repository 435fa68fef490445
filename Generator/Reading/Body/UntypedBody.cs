using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Finds bodies that take the untyped nursery, and start children by it as only the generated type can.</summary>
internal static class UntypedBody
{
    /// <summary>Reports such bodies at their first parameter.</summary>
    public static void Check(ReadingContext context, BodyReader reader)
    {
        // The only body there is takes the generated type, by its spelling: no parameter of it has to be bound to say so.
        if (reader.Spelled is not null)
            return;

        foreach (var facts in context.Facts.Methods)
        {
            var body = facts.Method;
            if (BodyOverloads.KindOf(body, context.Method, context.CancellationToken) != ArgumentKind.UntypedNursery)
                continue;

            if (SyntaxPlaces.DeclarationOf(body, context.CancellationToken) is not { } declaration || !Starts(context, body, declaration))
                continue;

            context.Report(
                DiagnosticDescriptors.BodyDoesNotFit,
                SyntaxPlaces.IdentifierOf(body.Parameters[0]),
                context.Method.Name,
                "it takes a Nursery, which cannot start the children by their names",
                SuggestedSignature.Body(context.Method, context.CancellationToken));
        }
    }

    private static bool Starts(ReadingContext context, IMethodSymbol body, MethodDeclarationSyntax declaration)
    {
        var nursery = body.Parameters[0];
        context.ReadsBodies = true;
        foreach (var node in declaration.DescendantNodes())
        {
            if (node is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax receiver, Name.Identifier.ValueText: var name }
                && receiver.Identifier.ValueText == nursery.Name
                && nursery.Type.GetMembers(name).IsEmpty
                && context.Facts.Children(context.Compilation).Any(child => child.Start == name))
            {
                return true;
            }
        }

        return false;
    }
}
