using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace NurseryGen;

/// <summary>How something without a result ended: success, failure, or cancelled. Immutable. Nothing is thrown until <see cref="ThrowIfUnsuccessful"/>.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public readonly record struct Outcome
{
    internal Outcome(Exception? exception, bool cancelled)
    {
        Exception = exception;
        IsCanceled = cancelled;
    }

    /// <summary>Whether it succeeded.</summary>
    [MemberNotNullWhen(false, nameof(Exception))]
    public bool IsSuccess => Exception is null;

    /// <summary>Whether it failed: threw anything but an acknowledged cancellation.</summary>
    [MemberNotNullWhen(true, nameof(Exception))]
    public bool IsFailure => Exception is not null && !IsCanceled;

    /// <summary>Whether it was cancelled.</summary>
    [MemberNotNullWhen(true, nameof(Exception))]
    public bool IsCanceled { get; }

    /// <summary>The failure, or the <see cref="OperationCanceledException"/>; null for success.</summary>
    public Exception? Exception { get; }

    /// <summary>Throws the failure or the cancellation, with the trace of where it first occurred.</summary>
    public void ThrowIfUnsuccessful()
    {
        if (Exception is not null)
        {
            ExceptionDispatchInfo.Throw(Exception);
        }
    }
}

/// <summary>How something with a result ended: success, failure, or cancelled. Immutable. Nothing is thrown until <see cref="Value"/> is read.</summary>
/// <typeparam name="T">The result.</typeparam>
[DebuggerDisplay("{ToString(),nq}")]
public readonly record struct Outcome<T>
{
    private readonly T _value;

    internal Outcome(T value) => _value = value;

    internal Outcome(Exception exception, bool cancelled)
    {
        _value = default!;
        Exception = exception;
        IsCanceled = cancelled;
    }

    /// <summary>Whether it succeeded.</summary>
    [MemberNotNullWhen(false, nameof(Exception))]
    public bool IsSuccess => Exception is null;

    /// <summary>Whether it failed: threw anything but an acknowledged cancellation.</summary>
    [MemberNotNullWhen(true, nameof(Exception))]
    public bool IsFailure => Exception is not null && !IsCanceled;

    /// <summary>Whether it was cancelled.</summary>
    [MemberNotNullWhen(true, nameof(Exception))]
    public bool IsCanceled { get; }

    /// <summary>The failure, or the <see cref="OperationCanceledException"/>; null for success.</summary>
    public Exception? Exception { get; }

    /// <summary>The result; throws the failure or the cancellation where there is none.</summary>
    public T Value
    {
        get
        {
            if (Exception is not null)
            {
                ExceptionDispatchInfo.Throw(Exception);
            }

            return _value;
        }
    }

    /// <summary>The result, or a substitute.</summary>
    /// <param name="substitute">What to return where there is no result.</param>
    /// <returns>One of the two.</returns>
    public T ValueOr(T substitute) => Exception is null ? _value : substitute;

    /// <summary>The value or the exception, for the debugger.</summary>
    /// <returns>For instance <c>Success(42)</c>.</returns>
    public override string ToString() =>
        IsSuccess ? $"Success({_value})" : IsCanceled ? "Cancelled" : $"Failure({Exception.GetType().Name}: {Exception.Message})";
}
