namespace NurseryGen.Generator.Tests.Rules;

/// <summary>Makes cases from statements, by putting them into each kind of nursery code.</summary>
/// <remarks>
/// The class around them has, besides: <c>SaveAsync(token?)</c>, <c>CountAsync(token?)</c> that returns a number, <c>Save()</c>, an event
/// <c>Changed</c>, a field <c>_later</c> of type Action, and a child <c>VisitAsync(int, token)</c>.
/// </remarks>
internal static class CodeCase
{
    private const string Surroundings =
        """

        partial class C
        {
            private event EventHandler? Changed;
            private Action _later = () => { };

            private void Touch() { Changed?.Invoke(this, EventArgs.Empty); _later(); }
            private static void Save() { }
            private static Task SaveAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
            private static Task<int> CountAsync(CancellationToken cancellationToken = default) => Task.FromResult(1);
            [Child] private static Task VisitAsync(int number, CancellationToken cancellationToken) => SaveAsync(cancellationToken);
        }

        """;

    /// <summary>In the body of a nursery: reaches <c>nursery</c>.</summary>
    public static DiagnosticCase InBody(string id, string name, string statements) => InMembers(
        id,
        name,
        $$"""
        [Nursery] public partial Task RunAsync(CancellationToken cancellationToken = default);
        private async Task RunAsync(RunNursery nursery)
        {
        {{statements}}
        }
        """);

    /// <summary>In a child that is <c>async</c>: reaches <c>cancellationToken</c>.</summary>
    public static DiagnosticCase InChild(string id, string name, string statements) =>
        InMembers(id, name, $"[Child] private async Task WorkAsync(CancellationToken cancellationToken)\n{{\n{statements}\n}}");

    /// <summary>In a synchronous child: reaches <c>cancellationToken</c>.</summary>
    public static DiagnosticCase InSynchronousChild(string id, string name, string statements) =>
        InMembers(id, name, $"[Child] private void Work(CancellationToken cancellationToken)\n{{\n{statements}\n}}");

    /// <summary>In the body of a method with <c>[Timeout]</c>: reaches <c>scope</c>.</summary>
    public static DiagnosticCase InScope(string id, string name, string statements) => InMembers(
        id,
        name,
        $$"""
        [Timeout(500)] public partial Task LimitAsync(CancellationToken cancellationToken = default);
        private async Task LimitAsync(CancelScope scope)
        {
        {{statements}}
        }
        """);

    /// <summary>In a lambda for Nursery.RunAsync: reaches <c>nursery</c>, and <c>outer</c>, the caller's token.</summary>
    public static DiagnosticCase InRun(string id, string name, string statements) =>
        InOrdinary(id, name, $"await Nursery.RunAsync(async nursery =>\n{{\n{statements}\n}}, outer);");

    /// <summary>In a lambda for nursery.Start: reaches <c>token</c>, <c>nursery</c>, and <c>outer</c>, the caller's token.</summary>
    public static DiagnosticCase InStart(string id, string name, string statements) => InOrdinary(
        id, name,
            $$"""
            await Nursery.RunAsync(async nursery =>
            {
            var child = nursery.Start(async token =>
            {
            {{statements}}
            });
            await child;
            }, outer);
            """);

    /// <summary>In a lambda for CancelScope.FailAfterAsync: reaches <c>scope</c>, and <c>outer</c>, the caller's token.</summary>
    public static DiagnosticCase InFailAfter(string id, string name, string statements) =>
        InOrdinary(id, name, $"await CancelScope.FailAfterAsync(TimeSpan.FromSeconds(1), async scope =>\n{{\n{statements}\n}}, outer);");

    /// <summary>In an async method that no nursery runs: reaches <c>outer</c>, its token.</summary>
    public static DiagnosticCase InOrdinary(string id, string name, string statements) =>
        InMembers(id, name, $"private async Task OrdinaryAsync(CancellationToken outer)\n{{\n{statements}\n}}");

    /// <summary>
    /// In every kind of nursery code that can await; the token of its own scope is called <c>TOKEN</c> in the statements.
    /// </summary>
    public static IEnumerable<DiagnosticCase> Everywhere(string id, string name, string statements)
    {
        return
        [
            InBody(id, name + " (body)", With("nursery.Token")),
            InChild(id, name + " (child)", With("cancellationToken")),
            InScope(id, name + " (scope)", With("scope.Token")),
            InRun(id, name + " (run)", With("nursery.Token")),
            InStart(id, name + " (start)", With("token")),
            InFailAfter(id, name + " (fail after)", With("scope.Token")),
        ];

        string With(string token) => statements.Replace("TOKEN", token, StringComparison.Ordinal);
    }

    /// <summary>Members of the class.</summary>
    public static DiagnosticCase InMembers(string id, string name, string members)
    {
        var inClass = DiagnosticCase.InClass(id, name, members);
        return inClass with { Marked = inClass.Marked + Surroundings };
    }
}
