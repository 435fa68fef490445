using System.Diagnostics;

namespace LinkChecker.Checking;

/// <summary>What a check has found so far. Thread-safe: the visits write it side by side, and the progress reads along.</summary>
/// <param name="root">Where the check starts.</param>
internal sealed class Report(Uri root)
{
    private readonly Lock _gate = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Dictionary<Uri, Link> _links = [];
    private readonly HashSet<Uri> _pages = [];
    private readonly Dictionary<Uri, Link> _external = [];
    private int _checked;
    private int _finished;
    private int _running;
    private int _timedOut;

    public Uri Root { get; } = root;

    /// <summary>An address on the site: the root's, or the one that the root redirects to.</summary>
    public Uri Site { get; private set; } = root;

    public TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>The children that were started: one for each distinct link of the site, or asked of another.</summary>
    public int Started => Read(_links, static links => links.Count);

    /// <summary>The children that have ended, whichever way; those that have found neither one thing nor the other were unwound.</summary>
    public int Finished => Volatile.Read(ref _finished);

    /// <summary>The most visits that ran side by side.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>The visits that their own deadline ended.</summary>
    public int TimedOut => Volatile.Read(ref _timedOut);

    /// <summary>The links found to be sound or broken.</summary>
    public int Checked => Volatile.Read(ref _checked);

    /// <summary>The distinct pages that were read for their links.</summary>
    public int Pages => Read(_pages, static pages => pages.Count);

    /// <summary>The distinct links to other sites that nobody has asked about.</summary>
    public int External => Read(_external, static external => external.Count);

    /// <summary>The broken links, sorted by URL.</summary>
    public IReadOnlyList<BrokenLink> Broken => Read(_links, static links => links
        .Where(entry => entry.Value.Failure is not null)
        .OrderBy(entry => entry.Key.AbsoluteUri, StringComparer.Ordinal)
        .Select(entry => new BrokenLink(entry.Key, entry.Value.Failure!, [.. entry.Value.FoundOn]))
        .ToArray());

    /// <summary>Notes a link.</summary>
    /// <returns>Whether it is the caller's to visit: a link of the site that was not met before.</returns>
    public bool Add(Uri url, Uri? foundOn)
    {
        lock (_gate)
        {
            // A redirect can lead to a page of another site, whose links are not ours to check.
            if (foundOn is not null && !IsOfSite(foundOn)) return false;

            if (foundOn is not null && !IsOfSite(url))
            {
                if (!_external.TryGetValue(url, out var external)) _external.Add(url, external = new Link());
                external.FoundOn.Add(foundOn);
                return false;
            }

            var isNew = !_links.TryGetValue(url, out var link);
            if (isNew) _links.Add(url, link = new Link());
            if (foundOn is not null) link!.FoundOn.Add(foundOn);
            return isNew;
        }
    }

    /// <summary>The links to other sites, each of them the caller's to ask about once it has been handed out.</summary>
    public IEnumerable<Uri> TakeExternal()
    {
        while (TakeOneExternal() is { } url) yield return url;
    }

    /// <summary>Notes that a link is sound.</summary>
    public void Pass(Uri url, Page page)
    {
        lock (_gate)
        {
            if (url == Root) Site = page.Address;       // http://example.org often leads to https://www.example.org
            if (page.Links is not null && IsOfSite(page.Address)) _pages.Add(page.Address);
            _checked++;
        }
    }

    /// <summary>Notes that a link is broken.</summary>
    public void Break(Uri url, string reason)
    {
        lock (_gate)
        {
            _links[url].Failure = reason;
            _checked++;
        }
    }

    /// <summary>Notes what another site answered.</summary>
    public void Note(Answer answer)
    {
        lock (_gate)
        {
            _links[answer.Url].Failure = answer.Failure;
            _checked++;
        }
    }

    /// <summary>Notes that a child takes its first steps.</summary>
    public void Begin()
    {
        lock (_gate)
            MostAtOnce = Math.Max(MostAtOnce, ++_running);
    }

    /// <summary>Notes that a child has ended, whatever it found.</summary>
    public void Finish()
    {
        lock (_gate)
        {
            _running--;
            _finished++;
        }
    }

    /// <summary>Notes that a child's own deadline ended it.</summary>
    public void TimeOut() => Interlocked.Increment(ref _timedOut);

    private Uri? TakeOneExternal()
    {
        lock (_gate)
        {
            if (_external.Count == 0) return null;

            var (url, link) = _external.First();
            _external.Remove(url);
            _links.Add(url, link);
            return url;
        }
    }

    private bool IsOfSite(Uri url) => Uri.Compare(
        url, Site, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private TResult Read<T, TResult>(T source, Func<T, TResult> read)
    {
        lock (_gate)
            return read(source);
    }

    private sealed class Link
    {
        private static readonly Comparer<Uri> ByAddress = Comparer<Uri>.Create(
            static (one, other) => string.CompareOrdinal(one.AbsoluteUri, other.AbsoluteUri));

        public SortedSet<Uri> FoundOn { get; } = new(ByAddress);

        /// <summary>Null unless the link is broken.</summary>
        public string? Failure { get; set; }
    }
}
