using NurseryGen.Benchmarks.Goals;
using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.Quick;
using NurseryGen.Benchmarks.Scenarios;

// P1 to P9, as --quick measures them, in native code. Names of scenarios, if there are any, say which.
Console.WriteLine(Machine.Description);
Console.WriteLine();
return QuickTable.Run(
    [.. EngineScenarios.List.Where(scenario => args.Length == 0 || args.Contains(scenario.Id))],
    EngineGoals.List,
    markdown: true);
