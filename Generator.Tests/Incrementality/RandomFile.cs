using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace NurseryGen.Generator.Tests.Incrementality;

/// <summary>A text with choices in it.</summary>
internal sealed class RandomFile
{
    private readonly List<Choice> _choices = [];

    public RandomFile(string path, string template)
    {
        Path = path;
        var text = new StringBuilder();
        foreach (var piece in template.Split('⟦'))
        {
            var parts = piece.Split('⟧');
            if (parts.Length == 2)
            {
                _choices.Add(new Choice(parts[0].Split('¦'), text.Length));
                text.Append(_choices[^1].Text);
            }

            text.Append(parts[^1]);
        }

        Current = text.ToString();
    }

    public string Path { get; }

    public string Current { get; private set; }

    /// <summary>
    /// The files. Each is read for a nursery in another, in some way: constants, types, partial types, base types, usings.
    /// </summary>
    public static IReadOnlyList<(string Path, string Text)> Templates { get; } =
    [
        ("Limits.cs",
            """
            namespace Demo;

            internal static class Limits
            {
                public const int Short = ⟦500¦600⟧;
                public const int Long = Short * ⟦10¦20⟧;
                public const string Visitor = ⟦"LoadAsync"¦"QuoteAsync"¦nameof(Loader.LoadAsync)⟧;
                public static int Steps() { return ⟦1¦2¦Short⟧; }
            }

            internal ⟦enum¦struct¦class⟧ Item { }
            """),
        ("Global.cs",
            """
            ⟦¦global using Part = System.Collections.Generic.List<int>;
            ¦global using Part = System.Int32;
            ⟧⟦¦[assembly: NurseryGen.NurseryDefaults(Start = NurseryGen.ChildStart.Inline)]
            ¦[assembly: NurseryGen.NurseryDefaults(Errors = NurseryGen.NurseryErrors.Group)]
            ⟧
            """),
        ("Base.cs",
            """
            using NurseryGen;

            namespace Demo;

            internal abstract class Base
            {
                ⟦¦protected static readonly TimeProvider s_clock = TimeProvider.System;
                ¦protected TimeProvider Clock => ⟧⟦TimeProvider.System;¦s_clock;⟧

                [Child] protected ⟦Task¦async Task⟧ RestAsync(⟦int count = Limits.Short¦Part part¦Shared shared⟧) { await Task.Delay(⟦1¦2⟧); }

                protected void Other() { ⟦¦#nullable disable
                ¦// Nothing.
                ⟧}

                [Child] protected void Count(string name⟦¦ = "one"¦, int more⟧) { }
            }
            """),
        ("Crawler.cs",
            """
            ⟦¦extern alias lib;
            ⟧using NurseryGen;
            ⟦¦using Untyped = NurseryGen.Nursery;
            ⟧
            namespace Demo;

            internal sealed partial class Crawler⟦¦(TimeProvider clock)⟧⟦¦ : Base⟧
            {
                [Nursery, Timeout(⟦5_000¦Limits.Short¦Limits.Long¦Limits.Missing⟧)]
                public partial Task<int> CrawlAsync(Uri root, CancellationToken cancellationToken = default);

                private async Task<int> CrawlAsync(CrawlNursery nursery, Uri root⟦¦, int depth⟧)
                {
                    nursery.StartVisit(root);
                    await nursery.JoinAsync();
                    return ⟦1¦2¦Limits.Short¦(⟧;
                }

                [Child] private ⟦Task¦async Task¦IEnumerable<int>⟧ VisitAsync(CrawlNursery nursery, Uri url) => ⟦Task.Delay(1)¦null!⟧;

                [Nursery(⟦¦MaxConcurrency = 2¦MaxConcurrency = Limits.Short¦nameof(FetchAsync)¦"Missing"⟧)]
                public partial Task GatherAsync();
            }
            """),
        ("CrawlerPart.cs",
            """
            using NurseryGen;
            ⟦¦using Demo.Names;
            ⟧
            namespace Demo;

            partial class Crawler
            {
                private int Helper() { return ⟦1¦1_000¦/* as wide as this */ 2⟧; } [Child(⟦¦"Nothing"⟧)] private Task FetchAsync(⟦¦int id¦Item item¦Far far¦Shared shared⟧) => Task.CompletedTask;

                ⟦¦private TimeProvider First { get; } = TimeProvider.System;
                private TimeProvider Second => ⟧⟦First¦TimeProvider.System⟧;

                [Child] private IEnumerable<int> Read() { ⟦yield return 1;¦return [];⟧ }
            }
            """),
        ("Loader.cs",
            """
            using NurseryGen;

            namespace Demo;

            internal partial class Loader
            {
                private Task LoadAsync(⟦LoadNursery nursery¦Nursery nursery⟧) { ⟦nursery.StartFetch();¦nursery.StartNothing();¦⟧ return Task.CompletedTask; }

                [Child(⟦nameof(LoadAsync)¦Limits.Visitor¦⟧)] private Task FetchAsync(⟦¦int id⟧) { ⟦return Task.CompletedTask;¦throw null!;⟧ }

                [Child] internal void Hide(⟦int id¦Secret secret⟧) { }

                private ⟦sealed¦⟧ class Secret { }

                ⟦internal¦private¦public⟧ partial struct LoadNursery { void Go() { ⟦¦StartHide(default!);⟧ } }
            }
            """),
        ("Scopes.cs",
            """
            using NurseryGen;

            namespace Demo;

            internal partial class Loader
            {
                [Nursery] public partial Task LoadAsync();

                [Timeout(⟦500¦Limits.Short¦-5⟧⟦¦, Fallback = nameof(Other)⟧)]
                public partial Task QuoteAsync(⟦¦Far far¦[Timeout] TimeSpan patience⟧);

                ⟦private Task QuoteAsync(CancelScope scope)
                {
                    return Task.CompletedTask;
                }
            ¦⟧
                private Task Other(⟦¦CancellationToken token⟧) => ⟦Task.CompletedTask¦null!⟧;
            }
            """),
        ("Names.cs",
            """
            namespace Demo⟦.Names¦⟧
            {
                internal ⟦class¦struct⟧ Far
                {
                    public void Idle() { ⟦¦if (true) { }¦#if NEVER
                    #endif
                    ¦}  [Missing] void Twin() {⟧ }
                }
            }
            """),
    ];

    /// <summary>Makes another choice somewhere.</summary>
    public TextChange Choose(Random random)
    {
        var index = random.Next(_choices.Count);
        var choice = _choices[index];
        var span = new TextSpan(choice.Start, choice.Text.Length);

        // The first is sound: most often, all but a few are.
        choice.Chosen = choice.Chosen != 0 && random.Next(3) > 0
            ? 0
            : (choice.Chosen + random.Next(1, choice.Texts.Length)) % choice.Texts.Length;
        return Change(span, choice.Text, _choices.Skip(index + 1));
    }

    /// <summary>Puts a line there; before a choice, if that is in one, which the next choice would take away.</summary>
    public TextChange Insert(int start, string line)
    {
        var inside = _choices.Find(choice => choice.Start < start && start < choice.Start + choice.Text.Length);
        var place = inside?.Start ?? start;
        return Change(new TextSpan(place, 0), line, _choices.Where(choice => choice.Start >= place));
    }

    private TextChange Change(TextSpan span, string text, IEnumerable<Choice> after)
    {
        Current = Current.Remove(span.Start, span.Length).Insert(span.Start, text);
        foreach (var choice in after.ToArray())
            choice.Start += text.Length - span.Length;

        return new TextChange(span, text);
    }

    private sealed class Choice(string[] texts, int start)
    {
        public string[] Texts { get; } = texts;

        public int Start { get; set; } = start;

        public int Chosen { get; set; }

        public string Text => Texts[Chosen];
    }
}
