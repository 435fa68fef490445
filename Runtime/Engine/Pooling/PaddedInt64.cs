using System.Runtime.InteropServices;

namespace NurseryGen.Engine;

/// <summary>A word alone in its cache line. Threads that write it often don't invalidate the fields beside it for threads that read
/// those.</summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct PaddedInt64
{
    [FieldOffset(64)]
    public long Value;
}
