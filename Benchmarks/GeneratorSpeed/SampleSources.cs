using System.Text;

namespace NurseryGen.Benchmarks.GeneratorSpeed;

/// <summary>
/// What the generators are run on: a hundred types of ten methods each, a file for each type, and one file that has nothing to do with
/// them.
/// </summary>
internal static class SampleSources
{
    public const int Types = 100;
    public const int MethodsInType = 10;

    /// <summary>What an edit replaces in a body, by something as long.</summary>
    public const string Editable = "1_000_000";

    /// <summary>Ten nurseries, each with a body and a child of its own.</summary>
    public static string Nurseries(int type) => File(type, "using NurseryGen;", "", method => $$"""
            [Nursery, Timeout(5_000)]
            public partial Task<int> Load{{method}}Async(int id, CancellationToken cancellationToken = default);

            private async Task<int> Load{{method}}Async(Load{{method}}Nursery nursery, int id)
            {
                nursery.StartStep{{method}}(id, "step");
                await nursery.JoinAsync();
                return id;
            }

            [Child(nameof(Load{{method}}Async))]
            private async Task Step{{method}}Async(int id, string name, CancellationToken cancellationToken)
                => await Task.Delay(id % {{Editable}}, cancellationToken);

        """);

    /// <summary>Ten log messages, each with a method that uses it.</summary>
    public static string LogMessages(int type) => File(type, "using Microsoft.Extensions.Logging;", "(ILogger logger)", method => $$"""
            [LoggerMessage({{method}}, LogLevel.Information, "Loads {Id}: {Name}")]
            public partial void Log{{method}}(int id, string name);

            private async Task Step{{method}}Async(int id, string name, CancellationToken cancellationToken)
            {
                Log{{method}}(id, name);
                await Task.Delay(id % {{Editable}}, cancellationToken);
            }

        """);

    /// <summary>The file that has nothing to do with them.</summary>
    public static string Unrelated(int edit) => $$"""
        namespace Sample;

        internal static class Unrelated
        {
            public static int Edit() => {{edit}};
        }
        """;

    private static string File(int type, string usings, string parameters, Func<int, string> method)
    {
        var text = new StringBuilder($$"""
            using System;
            using System.Threading;
            using System.Threading.Tasks;
            {{usings}}

            namespace Sample;

            internal sealed partial class Type{{type}}{{parameters}}
            {

            """);
        for (var i = 0; i < MethodsInType; i++)
            text.Append(method(i)).AppendLine();

        return text.Append('}').AppendLine().ToString();
    }
}
