using static NurseryGen.Generator.Tests.Rules.CodeCase;

namespace NurseryGen.Generator.Tests.Rules;

/// <summary>Handlers that keep a failure's stack trace, or throw what is no group's: NUR402.</summary>
internal static class ThrownFailureCases
{
    private const string Dispatch = "System.Runtime.ExceptionServices.ExceptionDispatchInfo";

    public static IEnumerable<DiagnosticCase> All =>
    [
        Caught("ExceptionGroup group", "captured", $"{Dispatch}.Capture(group.InnerExceptions[0]).Throw();"),
        Caught("AggregateException e", "only one", $"if (e.InnerExceptions.Count == 1) {Dispatch}.Throw(e.InnerException!); throw;"),
        Caught("AggregateException e", "handled in part", "e.Handle(static one => one is InvalidOperationException); throw e.Flatten();"),
        Caught("System.Reflection.TargetInvocationException e", "of an invocation", "throw e.InnerException!;"),
        Caught("Exception e", "of any exception", "throw e.InnerException ?? e;"),
        Caught("ExceptionGroup group", "of an array",
            """
            Exception[] all = [new InvalidOperationException(group.Message, group)]; throw all[0];
            """),
        Caught("ExceptionGroup group", "by a factory",
            """
            throw Make(group.InnerExceptions[0]);
            static Exception Make(Exception inner) => new InvalidOperationException("Offline.", inner);
            """),
    ];

    private static DiagnosticCase Caught(string variable, string name, string statements) =>
        InOrdinary("NUR402", name, $"try {{ await SaveAsync(outer); }} catch ({variable}) {{ {statements} }}");
}
