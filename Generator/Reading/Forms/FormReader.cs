using Microsoft.CodeAnalysis;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Tells the forms of nurseries apart, and has each read by its reader.</summary>
internal static class FormReader
{
    /// <summary>The form that is meant. A nursery with nothing to start lacks its body.</summary>
    public static FormKind KindOf(ReadingContext context, BodyReader body)
    {
        var hasBody = body.HasCandidate();
        if (context.Method.Parameters.Any(MethodRoles.HasEach))
            return hasBody ? FormKind.Body : FormKind.Each;
        if (hasBody)
            return FormKind.Body;
        if (MethodOptions.ListedChildren(context.Method).Length > 0)
            return FormKind.List;

        // A user's method that takes the handle is meant as a body, unless a child can hand it on.
        if (HandleUse.IsNeeded(context) && context.UserPart is null && !HandleUse.IsTakenByChild(context))
            return FormKind.Body;

        return ChildCatalog.AllOf(context).Any() ? FormKind.All : FormKind.Body;
    }

    /// <summary>The form; null where it has errors.</summary>
    public static DeclaredForm? Read(ReadingContext context, Entry entry, FormKind kind, BodyReader body, ISet<string> names)
    {
        CheckMixture(context, kind, body);

        // Only a sequence makes a stream: what is wrong with any other has been said.
        if (entry.Method.Awaitable.Kind == AwaitableKind.Stream && kind != FormKind.Each)
            return null;

        switch (kind)
        {
            case FormKind.Each:
                return EachReader.Read(context, entry, names);
            case FormKind.List:
                return DeclaredReader.ReadList(context, entry, names);
            case FormKind.All:
                return DeclaredReader.ReadAll(context, entry, names);
            default:
                return body.Read(entry) is { } call ? new DeclaredForm(new BodySpec(call), []) : null;
        }
    }

    /// <summary>Reports what asks for two forms at once.</summary>
    private static void CheckMixture(ReadingContext context, FormKind kind, BodyReader body)
    {
        var hasList = MethodOptions.ListedChildren(context.Method).Length > 0;
        if (context.Method.Parameters.FirstOrDefault(MethodRoles.HasEach) is { } each)
        {
            var name = context.Method.Name;
            if (kind == FormKind.Body)
                SequenceReader.Refuse(context, each, $"'{name}' has a body, which starts its children; remove [Each], or the body");
            else if (hasList)
                SequenceReader.Refuse(context, each, $"'{name}' lists its children; remove [Each], or the list");
        }
        else if (kind == FormKind.Body && hasList)
        {
            body.Refuse("the attribute lists the children, so nobody would call it; remove one of the two");
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
