namespace NurseryGen.Engine;

/// <summary>Holds a scope open for a block of code, whatever that throws. Made by a user of the scope, which it leaves at the
/// end.</summary>
internal readonly ref struct ScopeUse<TScope>(TScope scope)
    where TScope : ScopeCore
{
    public TScope Scope => scope;

    public void Dispose() => scope.LeaveQuietly();
}
