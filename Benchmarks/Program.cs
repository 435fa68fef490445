using NurseryGen.Benchmarks.Bdn;
using NurseryGen.Benchmarks.Contention;
using NurseryGen.Benchmarks.Goals;
using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.Quick;
using NurseryGen.Benchmarks.Peers;
using NurseryGen.Benchmarks.Scaling;
using NurseryGen.Benchmarks.Size;
using NurseryGen.Benchmarks.Soak;
using NurseryGen.Benchmarks.Scenarios;

var markdown = args.Contains("--markdown");
if (args.FirstOrDefault() is "--quick" or "--long" or "--scaling" or "--contention" or "--storm" or "--soak")
{
    Console.WriteLine(Machine.Description);
    Console.WriteLine();
}

switch (args.FirstOrDefault())
{
    case "--quick":
        var only = args.SkipWhile(arg => arg != "--only").Skip(1).Take(1).SelectMany(ids => ids.Split(',')).ToArray();
        if (only.FirstOrDefault(id => !AllScenarios.Of(id).Any()) is { } unknown)
        {
            Console.Error.WriteLine($"There is no scenario {unknown}.");
            return 2;
        }

        return QuickTable.Run(only.Length == 0 ? AllScenarios.List : [.. only.SelectMany(AllScenarios.Of)], AllGoals.List, markdown);
    case "--long":
        return QuickTable.Run(AllScenarios.Long, AllGoals.List, markdown);
    case "--scaling":
        return ScalingTables.Run(markdown);
    case "--contention":
        return ContentionTables.Run(markdown);
    case "--storm":
        return StormTable.Run(markdown);
    case "--soak":
        return SoakRun.Run(args[1..]);
    case Peer.Switch:
        return await Peer.RunAsync(args[1]);
    case "--size" when args.Contains("--source"):
        return CodeSize.PrintSource(args[2..]);
    case "--size":
        return CodeSize.Run(markdown);
    default:
        return BdnRun.Run(args);
}
