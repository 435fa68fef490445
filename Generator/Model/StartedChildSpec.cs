namespace NurseryGen.Generator.Model;

/// <summary>A child that the nursery method itself starts.</summary>
/// <param name="Child">The child; its parameters are those of the start.</param>
/// <param name="Arguments">What they are given: parameters of the nursery method, or the item.</param>
/// <param name="Use">What becomes of its result.</param>
/// <param name="Field">Where its result waits for the others', where <paramref name="Use"/> is <see cref="ResultUse.Collect"/>.</param>
internal sealed record StartedChildSpec(ChildSpec Child, EquatableArray<ArgumentSpec> Arguments, ResultUse Use, ResultFieldSpec? Field);

/// <summary>What becomes of a child's result.</summary>
internal enum ResultUse
{
    /// <summary>It has none.</summary>
    None,

    /// <summary>It is disposed of.</summary>
    Discard,

    /// <summary>It is kept until all children have ended.</summary>
    Collect,

    /// <summary>It is the nursery's, if it is the first.</summary>
    Compete,

    /// <summary>It goes into the sink of an Each nursery.</summary>
    Sink,
}

/// <summary>The field that keeps a child's result.</summary>
/// <param name="Name"><c>_getUser</c>.</param>
/// <param name="Type">The result's type.</param>
/// <param name="IsWrapped">
/// Whether the field is the nullable form of the type: a value type that is disposable must not be disposed before it was there.
/// </param>
/// <param name="IsValueType">Whether its default is no null.</param>
/// <param name="MayBeDisposable">Whether it may have to be disposed of.</param>
/// <param name="NeedsNullForgiving">Whether the result needs a <c>!</c>: it differs in nested nullability only.</param>
internal sealed record ResultFieldSpec(
    string Name, string Type, bool IsWrapped, bool IsValueType, bool MayBeDisposable, bool NeedsNullForgiving);
