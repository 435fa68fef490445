using Microsoft.CodeAnalysis;

namespace NurseryGen.Generator.Rules;

/// <summary>Every rule, in parts by concern; docs/diagnostics.md has a section for each.</summary>
/// <content>NUR0xx: the shape of nurseries, children and cancel scopes.</content>
internal static partial class DiagnosticDescriptors
{
    private const string Category = "NurseryGen";
    private static string HelpPage => HelpLinks.Page;

    public static readonly DiagnosticDescriptor TypeNotPartial = new(
        "NUR001",
        "Containing type is not partial",
        "Add 'partial' to '{0}': '{1}' is implemented in another part of it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur001");

    public static readonly DiagnosticDescriptor MethodNotPartial = new(
        "NUR002",
        "Method is not partial",
        "Make '{0}' a partial method without a body{3}: [{1}] implements it; its work goes into an overload that takes '{2}' first",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur002");

    public static readonly DiagnosticDescriptor WrongReturnType = new(
        "NUR003",
        "Wrong return type",
        "Return Task, Task<T>, ValueTask or ValueTask<T> from '{0}', not '{1}'",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur003");

    public static readonly DiagnosticDescriptor NoBody = new(
        "NUR004",
        "No body",
        "'{0}' has no body: add '{1}'",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur004");

    public static readonly DiagnosticDescriptor BodyDoesNotFit = new(
        "NUR005",
        "Body does not fit",
        "This does not fit as the body of '{0}': {1}; write '{2}'",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur005");

    public static readonly DiagnosticDescriptor ChildNotAwaitable = new(
        "NUR006",
        "Child does not return an awaitable",
        "Return Task, Task<T>, ValueTask or ValueTask<T> from the child '{0}', not '{1}'",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur006");

    public static readonly DiagnosticDescriptor ParameterNotCarried = new(
        "NUR007",
        "Parameter cannot be handed to a concurrent task",
        "Change parameter '{0}' of '{1}': it {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur007");

    public static readonly DiagnosticDescriptor ParameterNotBound = new(
        "NUR008",
        "Child parameter cannot be bound",
        "'{0}' of the child '{1}' cannot be bound in '{2}': {3}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur008");

    public static readonly DiagnosticDescriptor DuplicateName = new(
        "NUR009",
        "Duplicate generated name",
        "Rename '{0}': it would generate '{1}', {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur009");

    public static readonly DiagnosticDescriptor UnknownName = new(
        "NUR010",
        "Unknown nursery or child",
        "'{0}' cannot belong to '{1}': {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur010");

    public static readonly DiagnosticDescriptor BadTimeout = new(
        "NUR011",
        "Bad timeout",
        "Change this [Timeout]: {0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur011");

    public static readonly DiagnosticDescriptor FallbackDoesNotFit = new(
        "NUR012",
        "Fallback does not fit",
        "'{0}' does not fit as the fallback of '{1}': {2}; write '{3}'",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur012");

    public static readonly DiagnosticDescriptor TypeNotSupported = new(
        "NUR013",
        "Containing type is not supported",
        "Move '{0}': {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur013");

    public static readonly DiagnosticDescriptor SeveralTokens = new(
        "NUR014",
        "More than one CancellationToken",
        "Remove parameter '{0}' of '{1}': only one CancellationToken can be bound",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur014");

    public static readonly DiagnosticDescriptor ResultsDoNotFit = new(
        "NUR015",
        "Results do not fit the return type",
        "Return '{0}' from '{1}': {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur015");

    public static readonly DiagnosticDescriptor EachMisused = new(
        "NUR016",
        "[Each] cannot be used like this",
        "Change '{0}': {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur016");

    public static readonly DiagnosticDescriptor OptionsContradict = new(
        "NUR017",
        "Options contradict each other",
        "Change '{0}': {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur017");

    public static readonly DiagnosticDescriptor Unseen = new(
        "NUR018",
        "Made by another generator",
        "{0}: what another generator makes, this one cannot see",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur018");

    public static readonly DiagnosticDescriptor WorksLater = new(
        "NUR021",
        "Child that works on after it has ended",
        "Return something else from the child '{0}': {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur021");

    public static readonly DiagnosticDescriptor OutOfReach = new(
        "NUR022",
        "Child that nothing could start",
        "Make '{0}' as accessible as '{1}', or '{1}' private: '{2}' would be out of everybody's reach",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur022");

    public static readonly DiagnosticDescriptor SeveralClocks = new(
        "NUR023",
        "Several clocks",
        "Give '{0}' a TimeProvider parameter: '{1}' has several clocks, {2}, and the first of them measures its deadlines",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur023");

    public static readonly DiagnosticDescriptor WithoutEffect = new(
        "NUR024",
        "Attribute without effect",
        "Move [{0}] to a method of a class: it has no effect on {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur024");

    public static readonly DiagnosticDescriptor AmbiguousName = new(
        "NUR025",
        "Name of two meanings",
        "Write '{0}', or add '{1}' to the usings: '{2}' has a type of that name too",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpPage + "nur025");
}
