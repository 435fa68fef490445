using NurseryGen.Benchmarks.Bdn;
using NurseryGen.Benchmarks.Contention;
using NurseryGen.Benchmarks.Measuring;
using NurseryGen.Benchmarks.Quick;
using NurseryGen.Benchmarks.Scaling;

var markdown = args.Contains("--markdown");
if (args.FirstOrDefault() is "--quick" or "--scaling" or "--contention" or "--storm")
{
    Console.WriteLine(Machine.Description);
    Console.WriteLine();
}

switch (args.FirstOrDefault())
{
    case "--quick":
        var only = args.SkipWhile(arg => arg != "--only").Skip(1).Take(1).SelectMany(ids => ids.Split(',')).ToArray();
        return QuickTable.Run(only, markdown);
    case "--scaling":
        return ScalingTables.Run(markdown);
    case "--contention":
        return ContentionTables.Run(markdown);
    case "--storm":
        return StormTable.Run(markdown);
    default:
        return BdnRun.Run(args);
}
