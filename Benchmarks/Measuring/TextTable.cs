using System.Text;
using Spectre.Console;

namespace NurseryGen.Benchmarks.Measuring;

/// <summary>Rows of text, for a terminal or for a page.</summary>
internal sealed class TextTable(params string[] columns)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Print(bool markdown)
    {
        if (markdown)
        {
            Console.WriteLine(ToMarkdown());
        }
        else
        {
            if (Console.IsOutputRedirected)
            {
                // Nobody knows how wide a file is: leave nothing out.
                AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 200);
            }

            AnsiConsole.Write(ToSpectre());
        }
    }

    private Table ToSpectre()
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)).NoWrap());

        foreach (var row in _rows)
            table.AddRow(row.Select(Styled).ToArray());

        return table;
    }

    private string ToMarkdown()
    {
        var text = new StringBuilder();
        Line(columns);
        Line(columns.Select(_ => "---"));
        foreach (var row in _rows)
            Line(row);

        return text.ToString();

        void Line(IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).AppendLine(" |");
    }

    private static string Styled(string cell) => cell switch
    {
        "ok" => "[green]ok[/]",
        "MISS" => "[red]MISS[/]",
        _ => Markup.Escape(cell),
    };
}
