using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace NurseryGen.Generator.Reading;

/// <summary>Hashes all of a compilation that a reader can read, which is everything but the insides of method bodies.</summary>
/// <remarks>
/// A tree is hashed once, as text: a keystroke makes one new tree. A body counts as a mark with its number of lines, because members after
/// it have line numbers. References and options count by identity, since none of them ever changes. The tables have weak keys: no entry
/// outlives its tree, compilation or reference.
/// </remarks>
internal sealed class DeclarationHash
{
    private const ulong Seed = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    // No character has so high a number.
    private const ulong Body = 1 << 16;

    private readonly ConditionalWeakTable<Compilation, Hash> _compilations = new();
    private readonly ConditionalWeakTable<SyntaxTree, Hash> _trees = new();
    private readonly ConditionalWeakTable<object, Hash> _numbers = new();
    private long _lastNumber;

    /// <summary>The hash of the compilation.</summary>
    public ulong Of(Compilation compilation, CancellationToken cancellationToken)
    {
        if (_compilations.TryGetValue(compilation, out var known))
            return known.Value;

        var hash = Mixed(Mixed(Seed, compilation.AssemblyName), NumberOf(compilation.Options));
        if (compilation.ScriptCompilationInfo is { } script)
            hash = Mixed(hash, NumberOf(script));
        foreach (var reference in compilation.References)
            hash = Mixed(hash, NumberOf(reference));
        foreach (var tree in compilation.SyntaxTrees)
            hash = Mixed(hash, OfTree(tree, cancellationToken));

        return _compilations.GetValue(compilation, _ => new Hash(hash)).Value;
    }

    private ulong OfTree(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (_trees.TryGetValue(tree, out var known))
            return known.Value;

        cancellationToken.ThrowIfCancellationRequested();
        var bodies = new List<TextSpan>();
        if (tree.GetRoot(cancellationToken) is CompilationUnitSyntax unit)
            AddBodies(unit.Members, bodies);

        var hash = Mixed(Mixed(Seed, tree.FilePath), NumberOf(tree.Options));
        hash = new TextHash(tree.GetText(cancellationToken)).Without(bodies, hash);
        return _trees.GetValue(tree, _ => new Hash(hash)).Value;
    }

    /// <summary>A number that no other object has.</summary>
    private ulong NumberOf(object value) =>
        _numbers.TryGetValue(value, out var known)
            ? known.Value
            : _numbers.GetValue(value, _ => new Hash((ulong)Interlocked.Increment(ref _lastNumber))).Value;

    private static void AddBodies(SyntaxList<MemberDeclarationSyntax> members, List<TextSpan> bodies)
    {
        foreach (var member in members)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax space:
                    AddBodies(space.Members, bodies);
                    break;
                case TypeDeclarationSyntax type:
                    AddBodies(type.Members, bodies);
                    break;
                case BaseMethodDeclarationSyntax method when InsideOf(method) is { } inside:
                    bodies.Add(inside);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>
    /// What is between the braces, or between the arrow and the semicolon. None where one of these is missing, or where a directive could
    /// reach beyond the body.
    /// </summary>
    private static TextSpan? InsideOf(BaseMethodDeclarationSyntax method) => method switch
    {
        { Body: { ContainsDirectives: false, OpenBraceToken: { IsMissing: false } open, CloseBraceToken: { IsMissing: false } close } } =>
            TextSpan.FromBounds(open.Span.End, close.SpanStart),
        { Body: null, ExpressionBody: { ContainsDirectives: false, ArrowToken: { IsMissing: false } arrow } }
            when method.SemicolonToken is { IsMissing: false, ContainsDirectives: false, RawKind: not 0 } end =>
            TextSpan.FromBounds(arrow.Span.End, end.SpanStart),
        _ => null,
    };

    private static ulong Mixed(ulong hash, string? text)
    {
        foreach (var unit in text ?? "")
            hash = Mixed(hash, unit);

        return Mixed(hash, Body);
    }

    private static ulong Mixed(ulong hash, ulong value)
    {
        hash = unchecked((hash ^ value) * Prime);
        return hash ^ (hash >> 32);
    }

    private sealed class Hash(ulong value)
    {
        public ulong Value { get; } = value;
    }

    /// <summary>Reads a text in pieces: no string is made of it.</summary>
    private sealed class TextHash(SourceText text)
    {
        private readonly char[] _piece = new char[2048];

        public ulong Without(List<TextSpan> bodies, ulong hash)
        {
            var start = 0;
            foreach (var body in bodies)
            {
                hash = Whole(hash, start, body.Start);
                hash = Mixed(hash, Body + LineBreaks(body.Start, body.End));
                start = body.End;
            }

            return Whole(hash, start, text.Length);
        }

        private ulong Whole(ulong hash, int start, int end)
        {
            while (start < end)
            {
                var length = Copy(start, end);
                for (var index = 0; index < length; index++)
                    hash = Mixed(hash, _piece[index]);

                start += length;
            }

            return hash;
        }

        private ulong LineBreaks(int start, int end)
        {
            var count = 0UL;
            while (start < end)
            {
                var length = Copy(start, end);
                for (var index = 0; index < length; index++)
                {
                    // \r\n counts as two: what matters is that another number is another hash.
                    if (_piece[index] is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029')
                        count++;
                }

                start += length;
            }

            return count;
        }

        private int Copy(int start, int end)
        {
            var length = Math.Min(_piece.Length, end - start);
            text.CopyTo(start, _piece, 0, length);
            return length;
        }
    }
}
