namespace NurseryGen;

/// <summary>How something without a result ended: success, failure, or cancelled. Immutable. Nothing is thrown until
/// <see cref="ThrowIfUnsuccessful"/>.</summary>
[DebuggerDisplay("{ToString(),nq}"), DebuggerTypeProxy(typeof(OutcomeView))]
public readonly record struct Outcome
{
    private readonly Exception? _exception;

    /// <summary>The child whose failure this is: told when the exception is taken (S14).</summary>
    private readonly ChildNode? _child;

    internal Outcome(Exception? exception, bool canceled, ChildNode? child = null)
    {
        _exception = exception;
        _child = child;
        IsCanceled = canceled;
    }

    /// <summary>Whether it succeeded. To ask handles no failure.</summary>
    [MemberNotNullWhen(false, nameof(Exception))]
    public bool IsSuccess => _exception is null;

    /// <summary>Whether it failed: threw anything but an acknowledged cancellation. To ask handles no failure.</summary>
    [MemberNotNullWhen(true, nameof(Exception))]
    public bool IsFailure => _exception is not null && !IsCanceled;

    /// <summary>Whether it was cancelled.</summary>
    [MemberNotNullWhen(true, nameof(Exception))]
    public bool IsCanceled { get; }

    /// <summary>The failure, or the <see cref="OperationCanceledException"/>; null for success. In a supervising nursery, to take a failure
    /// handles it.</summary>
    public Exception? Exception
    {
        get
        {
            _child?.MarkHandled();
            return _exception;
        }
    }

    /// <summary>The exception for a look that handles nothing.</summary>
    internal Exception? Unhandled => _exception;

    /// <summary>Throws the failure or the cancellation, with the trace of where it first occurred.</summary>
    public void ThrowIfUnsuccessful()
    {
        if (Exception is not null)
            ExceptionDispatchInfo.Throw(Exception);
    }

    /// <inheritdoc/>
    public bool Equals(Outcome other) => ReferenceEquals(_exception, other._exception) && IsCanceled == other.IsCanceled;

    /// <inheritdoc/>
    public override int GetHashCode() => _exception is null ? 0 : RuntimeHelpers.GetHashCode(_exception);

    /// <summary>How it ended, for the debugger.</summary>
    /// <returns>For instance <c>Failure(IOException: the disk is full)</c>.</returns>
    public override string ToString() => _exception is null ? "Success" : OutcomeText.Of(_exception, IsCanceled);
}

/// <summary>How something with a result ended: success, failure, or cancelled. Immutable. Nothing is thrown until <see cref="Value"/> is
/// read.</summary>
/// <typeparam name="T">The result.</typeparam>
[DebuggerDisplay("{ToString(),nq}"), DebuggerTypeProxy(typeof(OutcomeView<>))]
public readonly record struct Outcome<T>
{
    private readonly T _value;
    private readonly Exception? _exception;

    /// <summary>The child whose failure this is: told when the exception is taken (S14).</summary>
    private readonly ChildNode? _child;

    internal Outcome(T value) => _value = value;

    internal Outcome(Exception exception, bool canceled, ChildNode? child = null)
    {
        _value = default!;
        _exception = exception;
        _child = child;
        IsCanceled = canceled;
    }

    /// <summary>Whether it succeeded. To ask handles no failure.</summary>
    [MemberNotNullWhen(false, nameof(Exception))]
    public bool IsSuccess => _exception is null;

    /// <summary>Whether it failed: threw anything but an acknowledged cancellation. To ask handles no failure.</summary>
    [MemberNotNullWhen(true, nameof(Exception))]
    public bool IsFailure => _exception is not null && !IsCanceled;

    /// <summary>Whether it was cancelled.</summary>
    [MemberNotNullWhen(true, nameof(Exception))]
    public bool IsCanceled { get; }

    /// <summary>The failure, or the <see cref="OperationCanceledException"/>; null for success. In a supervising nursery, to take a failure
    /// handles it.</summary>
    public Exception? Exception
    {
        get
        {
            _child?.MarkHandled();
            return _exception;
        }
    }

    /// <summary>The exception for a look that handles nothing.</summary>
    internal Exception? Unhandled => _exception;

    /// <summary>The result; throws the failure or the cancellation where there is none.</summary>
    public T Value
    {
        get
        {
            if (Exception is not null)
                ExceptionDispatchInfo.Throw(Exception);

            return _value;
        }
    }

    /// <summary>The result, or a substitute.</summary>
    /// <param name="substitute">What to return where there is no result.</param>
    /// <returns>One of the two.</returns>
    public T ValueOr(T substitute) => _exception is null ? _value : substitute;

    /// <inheritdoc/>
    public bool Equals(Outcome<T> other) =>
        ReferenceEquals(_exception, other._exception)
        && IsCanceled == other.IsCanceled
        && EqualityComparer<T>.Default.Equals(_value, other._value);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_value, _exception is null ? 0 : RuntimeHelpers.GetHashCode(_exception));

    /// <summary>The value or the exception, for the debugger.</summary>
    /// <returns>For instance <c>Success(42)</c>.</returns>
    public override string ToString() => _exception is null ? $"Success({_value})" : OutcomeText.Of(_exception, IsCanceled);
}

/// <summary>Outcomes in words.</summary>
internal static class OutcomeText
{
    public static string Of(Exception exception, bool isCanceled) =>
        isCanceled ? "Canceled" : $"Failure({exception.GetType().Name}: {exception.SafeMessage()})";
}
