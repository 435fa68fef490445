namespace NurseryGen.Engine;

/// <summary>Filters a tree of groups: leaves are kept or dropped, nesting stays, groups that become empty go. Uses no recursion.</summary>
[StackTraceHidden]
internal static class GroupFilter
{
    /// <summary>The group with only the leaves that satisfy <paramref name="keep"/>.</summary>
    /// <returns>Null where none does; the same instance where all do.</returns>
    public static ExceptionGroup? Keep(ExceptionGroup root, Func<Exception, bool> keep)
    {
        var frames = new Stack<Frame>();
        frames.Push(new Frame(root, null));
        while (true)
        {
            var frame = frames.Peek();
            if (frame.Next < frame.Group.Failures.Count)
            {
                var failure = frame.Group.Failures[frame.Next++];
                if (failure.Exception is ExceptionGroup nested)
                    frames.Push(new Frame(nested, failure.Child));
                else if (keep(failure.Exception))
                    frame.Kept.Add(failure);

                continue;
            }

            frames.Pop();
            var filtered = frame.Result();
            if (frames.Count == 0)
                return filtered;

            if (filtered is not null)
                frames.Peek().Kept.Add(new ChildFailure(frame.Child, filtered));
        }
    }

    /// <summary>One group being filtered.</summary>
    private sealed class Frame(ExceptionGroup group, ChildInfo? child)
    {
        public ExceptionGroup Group { get; } = group;

        public ChildInfo? Child { get; } = child;

        public List<ChildFailure> Kept { get; } = [];

        public int Next { get; set; }

        public ExceptionGroup? Result()
        {
            if (Kept.Count == 0)
                return null;

            return IsUnchanged() ? Group : Group.With(Kept);
        }

        /// <summary>By reference: an exception's own equality is user code.</summary>
        private bool IsUnchanged() =>
            Kept.Count == Group.Failures.Count
            && Kept.Zip(Group.Failures).All(static pair => ReferenceEquals(pair.First.Exception, pair.Second.Exception));
    }
}
