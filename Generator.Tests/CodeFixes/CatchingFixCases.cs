using static NurseryGen.Generator.Tests.CodeFixes.FixCase;

namespace NurseryGen.Generator.Tests.CodeFixes;

/// <summary>Groups: NUR401, NUR402.</summary>
internal static class CatchingFixCases
{
    private const string Rethrow = "ThrowAsItWas.Rethrow";
    private const string Dispatch = "ThrowAsItWas.Dispatch";

    private const string Nursery =
        "[Nursery] public partial Task RunAsync();\nprivate Task RunAsync(Nursery nursery) => Task.CompletedTask;\n\n";

    public static IEnumerable<FixCase> All => [.. PassedBy, .. Unwrapped];

    private static IEnumerable<FixCase> PassedBy =>
    [
        Caller(
            "NUR401",
            "unused variable",
            "try { await RunAsync(); }\ncatch ([|IOException|]) // offline\n{\n    Console.WriteLine(\"offline\");\n}",
            """
            try { await RunAsync(); }
            catch (Exception e) when (ExceptionGroup.Matches<IOException>(e)) // offline
            {
                Console.WriteLine("offline");
            }
            """),
        Caller(
            "NUR401",
            "clauses",
            """
            try { await RunAsync(); }
            catch ([|HttpRequestException|] error)
            {
                Console.WriteLine(error.Message + error.StackTrace + error.ToString() + $"{error}" + error.GetType());
                Log(error);
                throw new InvalidOperationException("offline", error);
            }
            catch ([|IOException|] error) when (error.Message == "" || error.Data.Count > 1) { throw; }
            catch ([|System.ArgumentException|]) when (s_count == 1) { }
            """,
            """
            try { await RunAsync(); }
            catch (Exception error) when (ExceptionGroup.Matches<HttpRequestException>(error))
            {
                Console.WriteLine(error.Message + error.StackTrace + error.ToString() + $"{error}" + error.GetType());
                Log(error);
                throw new InvalidOperationException("offline", error);
            }
            catch (Exception error) when (ExceptionGroup.Matches<IOException>(error) && (error.Message == "" || error.Data.Count > 1)) { throw; }
            catch (Exception e) when (ExceptionGroup.Matches<System.ArgumentException>(e) && s_count == 1) { }
            """),
        Caller("NUR401", "a member of its own",
            """
            try { await RunAsync(); }
            catch ([|HttpRequestException|] e) { Console.WriteLine(e.StatusCode); }
            """, null),
        Caller("NUR401", "handed on as it is", "try { await RunAsync(); }\ncatch ([|HttpRequestException|] e) { Report(e); }", null),
        Caller("NUR401", "kept in a local",
            """
            try { await RunAsync(); }
            catch ([|HttpRequestException|] e) { var error = e; Report(error); }
            """, null),
    ];

    private static IEnumerable<FixCase> Unwrapped =>
    [
        Caller(
            "NUR402",
            "group",
            "try { await RunAsync(); }\ncatch (ExceptionGroup group)\n{\n    // first\n    throw [|group.InnerExceptions[0]|]; // one\n}",
            "try { await RunAsync(); }\ncatch (ExceptionGroup)\n{\n    // first\n    throw; // one\n}",
            Rethrow),
        Caller(
            "NUR402",
            "groups",
            """
            try { await RunAsync(); }
            catch (ExceptionGroup group) when (group.Failures.Count > 1)
            {
                throw [|group.Failures[0].Exception|];
            }
            catch (ExceptionGroup group) when (group.Failures.Count == 1) { throw [|group.InnerException!|]; }
            """,
            """
            try { await RunAsync(); }
            catch (ExceptionGroup group) when (group.Failures.Count > 1)
            {
                throw;
            }
            catch (ExceptionGroup group) when (group.Failures.Count == 1) { throw; }
            """,
            Rethrow),
        Caller(
            "NUR402",
            "one of them",
            "try { await RunAsync(); }\ncatch (ExceptionGroup group)\n{\n    throw [|group.InnerExceptions[0]|]; // one\n}",
            """
            try { await RunAsync(); }
            catch (ExceptionGroup group)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(group.InnerExceptions[0]); // one
            }
            """,
            Dispatch),
        Caller("NUR402", "no group that is caught here",
            """
            Func<Exception> failure = () => new ExceptionGroup("", []).InnerException!;
            if (failure() is ExceptionGroup group) throw [|group.InnerException!|];
            """, null),
        InClass(
            "NUR402",
            "something is to be returned",
            Nursery +
                """
                public async Task<int> GoAsync()
                {
                    try { await RunAsync(); return 1; }
                    catch (ExceptionGroup group) { throw [|group.InnerExceptions[0]|]; }
                }
                """,
            null,
            Dispatch),
    ];

    private static FixCase Caller(string id, string name, string before, string? after, string? fix = null) =>
        InClass(id, name, InCaller(before), after is null ? null : InCaller(after), fix);

    private static string InCaller(string statements) =>
        $$"""
        {{Nursery}}internal async Task GoAsync()
        {
            await Task.Yield();
            {{statements.Replace("\n", "\n    ", StringComparison.Ordinal)}}
        }


        """
        + """
            private static int s_count = 1;

            private static void Log(Exception error) => Console.WriteLine(error.Message + s_count);

            private static void Report(HttpRequestException error) => Console.WriteLine(error);
            """;
}
