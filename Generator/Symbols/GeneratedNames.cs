namespace NurseryGen.Generator.Symbols;

/// <summary>The names that a user's method gives to what is generated from it.</summary>
internal static class GeneratedNames
{
    /// <summary>What the generator itself declares in every nursery type, besides <c>Start…</c> methods and nodes.</summary>
    public static readonly string[] NurseryMembers =
    [
        "_nursery", "_owner", "Cancel", "CancelAfter", "ChildCount", "Deadline", "Entry", "Info", "IsCancellationRequested",
        "JoinAsync", "Locate", "Position", "Reason", "ToString", "Token",
    ];

    /// <summary>What the name of every nursery type ends with.</summary>
    public const string NurserySuffix = "Nursery";

    /// <summary><c>CheckAsync</c> gives <c>CheckNursery</c>.</summary>
    public static string NurseryType(string method) => Stem(method) + NurserySuffix;

    /// <summary><c>VisitAsync</c> gives <c>StartVisit</c>.</summary>
    public static string Start(string method) => "Start" + Stem(method);

    /// <summary><c>ServeAsync</c>, which says when it is ready, gives <c>StartServeAsync</c>.</summary>
    public static string StartReady(string method) => Start(method) + "Async";

    /// <summary><c>GetUserAsync</c> gives <c>_getUser</c>.</summary>
    public static string ResultField(string method)
    {
        var stem = Stem(method);
        return "_" + char.ToLowerInvariant(stem[0]) + stem.Substring(1);
    }

    /// <summary><c>GetUserAsync</c> gives <c>GetUser</c>.</summary>
    public static string ResultName(string method) => Stem(method);

    /// <summary><c>VisitAsync</c> gives <c>VisitChild</c>.</summary>
    public static string Node(string method) => Stem(method) + "Child";

    /// <summary><c>QuoteAsync</c> gives <c>QuoteScope</c>.</summary>
    public static string ScopeInfo(string method) => Stem(method) + "Scope";

    private static string Stem(string method) =>
        method.Length > 5 && method.EndsWith("Async", StringComparison.Ordinal) ? method.Substring(0, method.Length - 5) : method;
}
