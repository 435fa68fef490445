namespace NurseryGen.Engine;

/// <summary>Sets a body going, as an entry does.</summary>
internal static class ScopeBody
{
    /// <summary>Calls the body. What it throws before it has a task is its failure.</summary>
    [StackTraceHidden]
    public static TScope Running<TScope, TState>(this TScope scope, TState state, Action<TScope, TState> run)
        where TScope : NurseryScope
    {
        try
        {
            run(scope, state);
        }
        catch (Exception error)
        {
            scope.Fail(error);
        }

        return scope;
    }
}
