namespace NurseryGen;

/// <summary>On a parameter of a nursery method that is a sequence: the nursery starts one child for each item.</summary>
/// <remarks>
/// The sequence is an array, <see cref="List{T}"/>, <see cref="IEnumerable{T}"/>, <see cref="IAsyncEnumerable{T}"/>,
/// <see cref="ReadOnlyMemory{T}"/> or <c>ChannelReader&lt;T&gt;</c>. It is pulled only when a child can run, one item at a time. The
/// nursery returns the children's results in input order (<c>T[]</c>, <c>IReadOnlyList&lt;T&gt;</c>, or <c>Outcome&lt;T&gt;[]</c>, which
/// nothing makes fail), or streams them in order of completion (<c>IAsyncEnumerable&lt;T&gt;</c>), or returns none.
/// </remarks>
/// <param name="child">The <c>[Child]</c> method: <c>nameof(FetchAsync)</c>. The item is its first parameter that takes one and that
/// nothing else binds.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class EachAttribute(string child) : Attribute
{
    /// <summary>The name of the <c>[Child]</c> method.</summary>
    public string Child { get; } = child;
}
