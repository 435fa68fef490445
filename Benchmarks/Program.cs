using BenchmarkDotNet.Running;
using NurseryGen.Benchmarks.Bdn;
using NurseryGen.Benchmarks.Quick;

// Without a switch of ours, all arguments are BenchmarkDotNet's.
if (args.Contains("--quick"))
{
    var only = args.SkipWhile(arg => arg != "--only").Skip(1).Take(1).SelectMany(ids => ids.Split(',')).ToArray();
    return QuickTable.Run(only, markdown: args.Contains("--markdown"));
}

// Everything, unless something is asked for.
string[] asked = args.Length == 0 ? ["--filter", "*"] : args;
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(asked, BdnConfig.Create());
return 0;
