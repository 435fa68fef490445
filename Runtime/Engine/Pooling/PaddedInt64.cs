using System.Runtime.InteropServices;

namespace NurseryGen.Engine;

/// <summary>A word alone in its cache line: those who write it all the time take nothing from those who only read what stands beside it.</summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct PaddedInt64
{
    [FieldOffset(64)]
    public long Value;
}
