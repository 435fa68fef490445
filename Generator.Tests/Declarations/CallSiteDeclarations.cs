using static NurseryGen.Generator.Tests.Declarations.DeclarationCase;

namespace NurseryGen.Generator.Tests.Declarations;

/// <summary>What acts where a child is called has to act where it is started: attributes of parameters, and defaults.</summary>
internal static class CallSiteDeclarations
{
    private const string Log = "readonly List<string> _log = [];\nstring Logged => string.Join(\",\", _log);\n";
    private const string Run = "[Nursery] public partial Task<string> RunAsync();\n";
    private const string Services =
        """
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        using System.Diagnostics.CodeAnalysis;

        """;

    public static IEnumerable<DeclarationCase> All => new[]
    {
        InClass(
            "argument expression",
            Run + """
            async Task<string> RunAsync(RunNursery nursery) { var x = 3; return await nursery.StartCheck(x > 2) + await nursery.StartCheck(x < 2, "said"); }
            [Child] Task<string> CheckAsync(bool condition, [CallerArgumentExpression(nameof(condition))] string? text = null) => Task.FromResult($"{condition} {text};");
            """,
            "await new C().RunAsync()",
            "True x > 2;False said;"),
        InClass(
            "argument expression of what the nursery supplies",
            Run + """
            async Task<string> RunAsync(RunNursery nursery) => await nursery.StartCheck(true);
            [Child] Task<string> CheckAsync(bool condition, CancellationToken token, [CallerArgumentExpression(nameof(token))] string text = "none") => Task.FromResult(text);
            """,
            "await new C().RunAsync()",
            "none"),
        InClass(
            "caller's member and line",
            Run + """
            async Task<string> RunAsync(RunNursery nursery) => await nursery.StartWhere("z");
            [Child] Task<string> WhereAsync(string s, [CallerMemberName] string member = "", [CallerLineNumber] int line = 0, [CallerFilePath] string file = "") =>
                Task.FromResult($"{s} {member} {line > 0} {file}");
            """,
            "await new C().RunAsync()",
            "z RunAsync True Demo.cs"),
        InClass(
            "optional by attribute",
            Run + """
            async Task<string> RunAsync(RunNursery nursery) => await nursery.StartShow(1) + await nursery.StartShow(2, "b") + await nursery.StartShow(3, d: 4);
            [Child] Task<string> ShowAsync(int a, [Optional] string? b, [Optional, DefaultParameterValue(7)] int c, [Optional] decimal d) => Task.FromResult($"{a}{b ?? "null"}{c}{d};");
            """,
            "await new C().RunAsync()",
            "1null70;2b70;3null74;"),
        InClass(
            "optional before what is not",
            Run + """
            async Task<string> RunAsync(RunNursery nursery) => await nursery.StartShow(b: 2) + await nursery.StartShow(1, 2);
            [Child] Task<string> ShowAsync([Optional] int a, int b) => Task.FromResult($"{a}{b};");
            """,
            "await new C().RunAsync()",
            "02;12;"),
        InClass(
            "optional moment and money",
            Run + """
            async Task<string> RunAsync(RunNursery nursery) => await nursery.StartShow();
            [Child] Task<string> ShowAsync([Optional, DateTimeConstant(864000000000L)] DateTime day, [Optional, DecimalConstant(1, 0, 0u, 0u, 25u)] decimal money, [Optional] object? any) =>
                Task.FromResult($"{day:yyyy-MM-dd} {money.ToString(System.Globalization.CultureInfo.InvariantCulture)} {any is System.Reflection.Missing}");
            """,
            "await new C().RunAsync()",
            "0001-01-02 2.5 True"),
        InClass(
            "optional in a declared nursery",
            Log + """
            [Nursery(nameof(ShowAsync))] public partial Task RunAsync(int a, int c);
            [Child] Task ShowAsync(int a, [Optional] string? b, int c, [CallerArgumentExpression(nameof(a))] string? text = null) { _log.Add($"{a}{b ?? "null"}{c}"); return Task.CompletedTask; }
            public async Task<string> ReadAsync() { await RunAsync(1, 3); return Logged; }
            """,
            "await new C().ReadAsync()",
            "1null3"),
        InClass(
            "optional for an item",
            """
            [Nursery] public partial Task<string[]> RunAsync([Each(nameof(ShowAsync))] int[] numbers);
            [Child] Task<string> ShowAsync([Optional] string? text, int number) => Task.FromResult($"{text ?? "null"}{number}");
            """,
            "string.Join(\",\", await new C().RunAsync([1, 2]))",
            "null1,null2"),
        InClass(
            "interpolated string handler",
            Run + """
            async Task<string> RunAsync(RunNursery nursery) => await nursery.StartLog(2, $"a{1}b") + await nursery.StartLog(0, $"never {Throw()}");
            static int Throw() => throw new InvalidOperationException();
            [Child] Task<string> LogAsync(int level, [InterpolatedStringHandlerArgument(nameof(level))] Handler text) => Task.FromResult(text.Text + ";");
            [InterpolatedStringHandler] public sealed class Handler
            {
                readonly System.Text.StringBuilder _text = new();
                public Handler(int literalLength, int formattedCount, int level, out bool isEnabled) => isEnabled = level > 0;
                public string Text => _text.ToString();
                public void AppendLiteral(string text) => _text.Append(text);
                public void AppendFormatted<T>(T value) => _text.Append(value);
            }
            """,
            "await new C().RunAsync()",
            "a1b;;"),
        RefusedInClass(
            "interpolated string handler that takes the instance",
            Run + """
            async Task<string> RunAsync(RunNursery nursery) => "";
            [Child] Task LogAsync([InterpolatedStringHandlerArgument("")] Handler {|NUR007:text|}) => Task.CompletedTask;
            [InterpolatedStringHandler] public sealed class Handler
            {
                public Handler(int literalLength, int formattedCount, C instance) { }
                public void AppendLiteral(string text) { }
            }
            """),
        InClass(
            "nullability by attribute",
            Run + """
            async Task<string> RunAsync(RunNursery nursery) => await nursery.StartShow(null, "t") + await nursery.StartNever({|CS8625:null|}) + await nursery.StartAny<string>(null);
            [Child] Task<string> ShowAsync([AllowNull] string s, [DisallowNull] string? t, [StringSyntax("Regex")] string u = "u") => Task.FromResult($"{s ?? "null"}{t}{u};");
            [Child] Task<string> NeverAsync([DisallowNull] string? s) => Task.FromResult($"{s ?? "null"};");
            [Child] Task<string> AnyAsync<T>([AllowNull] T value) => Task.FromResult($"{value?.ToString() ?? "null"};");
            """,
            "await new C().RunAsync()",
            "nulltu;null;null;"),
        InClass(
            "nullability of a nursery",
            """
            [Nursery] public partial Task<string> RunAsync([NotNull] string? s, [DisallowNull] string? t, [AllowNull] string u, [MaybeNull] string v);
            async Task<string> RunAsync(RunNursery nursery, string? s) => await nursery.StartShow(s);
            [Child] [return: NotNull] Task<string> ShowAsync([AllowNull] string s, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] Type? t = null) =>
                Task.FromResult(s ?? "null");
            """,
            "await new C().RunAsync(null, \"\", null, \"\")",
            "null"),
        InClass(
            "overloads by priority",
            Run + """
            async Task<string> RunAsync(RunNursery nursery) => await nursery.StartShow("x");
            [Child] Task<string> ShowAsync(string text) => Task.FromResult("string");
            [Child, OverloadResolutionPriority(1)] Task<string> ShowAsync(object text) => Task.FromResult("object");
            """,
            "await new C().RunAsync()",
            "object"),
        InClass(
            "params collection",
            Run + """
            async Task<string> RunAsync(RunNursery nursery) => await nursery.StartSum(1, 2, 3) + await nursery.StartSum();
            [Child] Task<string> SumAsync(params List<int> numbers) => Task.FromResult($"{numbers.Sum()};");
            """,
            "await new C().RunAsync()",
            "6;0;"),
    }.Select(declaration => declaration.After(Services));
}
