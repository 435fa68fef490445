using NurseryGen.Engine;

namespace NurseryGen.Tests;

internal static class ScopeExtensions
{
    extension(NurseryScope scope)
    {
        /// <summary>The handle of the nursery that the scope serves now.</summary>
        public Nursery Nursery => new(scope.Handle);
    }
}
