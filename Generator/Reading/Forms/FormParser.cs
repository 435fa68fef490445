using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Tells the forms of nurseries apart, and has each read by its parser.</summary>
internal static class FormParser
{
    /// <summary>The form that is meant. A nursery with nothing to start lacks its body.</summary>
    public static FormKind KindOf(ParseContext context, BodyForm bodyForm)
    {
        var hasBody = BodyParser.HasCandidate(context, bodyForm);
        if (context.Method.Parameters.Any(MethodRoles.HasEach))
            return hasBody ? FormKind.Body : FormKind.Each;
        if (hasBody)
            return FormKind.Body;
        if (MethodOptions.ListedChildren(context.Method).Length > 0)
            return FormKind.List;

        // Who writes a method for the handle means it as a body, unless a child can hand it on.
        if (HandleUse.IsNeeded(context) && context.UserPart is null && !HandleUse.IsTakenByChild(context))
            return FormKind.Body;

        return ChildCatalog.AllOf(context).Any() ? FormKind.All : FormKind.Body;
    }

    /// <summary>The form; null where it has errors.</summary>
    public static DeclaredForm? Parse(ParseContext context, Entry entry, FormKind kind, BodyForm bodyForm, ISet<string> names)
    {
        CheckMixture(context, kind, bodyForm);

        // Only a sequence makes a stream: what is wrong with any other has been said.
        if (entry.Method.Awaitable.Kind == AwaitableKind.Stream && kind != FormKind.Each)
            return null;

        switch (kind)
        {
            case FormKind.Each:
                return EachParser.Parse(context, entry, names);
            case FormKind.List:
                return DeclaredParser.ParseList(context, entry, names);
            case FormKind.All:
                return DeclaredParser.ParseAll(context, entry, names);
            default:
                return BodyParser.Parse(context, entry, bodyForm) is { } call ? new DeclaredForm(new BodySpec(call), []) : null;
        }
    }

    /// <summary>Reports what asks for two forms at once.</summary>
    private static void CheckMixture(ParseContext context, FormKind kind, BodyForm bodyForm)
    {
        var hasList = MethodOptions.ListedChildren(context.Method).Length > 0;
        if (context.Method.Parameters.FirstOrDefault(MethodRoles.HasEach) is { } each)
        {
            var name = context.Method.Name;
            if (kind == FormKind.Body)
                SequenceParser.Refuse(context, each, $"'{name}' has a body, which starts its children; remove [Each], or the body");
            else if (hasList)
                SequenceParser.Refuse(context, each, $"'{name}' lists its children; remove [Each], or the list");
        }
        else if (kind == FormKind.Body && hasList)
        {
            BodyParser.Refuse(context, bodyForm, "the attribute lists the children, so nobody would call it; remove one of the two");
        }
    }
}

/// <summary>The forms of nurseries.</summary>
internal enum FormKind
{
    /// <summary>With a body, or in want of one.</summary>
    Body,

    /// <summary>With a sequence.</summary>
    Each,

    /// <summary>With a list of children.</summary>
    List,

    /// <summary>With neither: all children that belong to it.</summary>
    All,
}
