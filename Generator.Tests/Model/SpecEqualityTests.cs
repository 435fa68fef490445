using System.Collections;
using System.Reflection;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Tests.Snapshots;
using NurseryGen.Generator.Tests.Support;
using Xunit;

namespace NurseryGen.Generator.Tests.Model;

/// <summary>Equal sources give equal specs and hashes; a spec that differs in any one property is another.</summary>
public sealed class SpecEqualityTests
{
    public static TheoryData<string> Forms => [.. Form.All.Select(form => form.Name)];

    public static TheoryData<Type> Records =>
    [
        .. typeof(NurserySpec).Assembly.GetTypes().Where(type =>
            type.Namespace == typeof(NurserySpec).Namespace
                && type.GetMethod("<Clone>$") is not null
                && !type.IsGenericTypeDefinition
                && !type.IsAbstract),
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void EqualSources_GiveEqualSpecs(string form)
    {
        var one = Specs(form);
        var two = Specs(form);
        Assert.Equal(one.Count, two.Count);
        for (var i = 0; i < one.Count; i++)
        {
            Assert.NotSame(one[i], two[i]);
            Assert.Equal(one[i], two[i]);
            Assert.Equal(one[i].GetHashCode(), two[i].GetHashCode());
        }
    }

    [Theory]
    [InlineData("public partial", "internal partial")]
    [InlineData("Task<string> R", "ValueTask<string> R")]
    [InlineData("Task<string> R", "Task<string?> R")]
    [InlineData("int number,", "long number,")]
    [InlineData("int number,", "int other,")]
    [InlineData("where T : class", "where T : class?")]
    [InlineData("Run<T>", "Run<T, U>")]
    [InlineData("[Nursery, Timeout(5)]", "[Nursery, Timeout(6)]")]
    [InlineData("[Nursery, Timeout(5)]", "[Nursery, Timeout(5, MoveOn = true)]")]
    [InlineData("[Nursery, Timeout(5)]", "[Nursery, Timeout(5, Fallback = nameof(Give))]")]
    [InlineData("[Nursery, Timeout(5)]", "[Nursery(Errors = NurseryErrors.Group), Timeout(5)]")]
    [InlineData("[Nursery, Timeout(5)]", "[Nursery(Start = ChildStart.Inline), Timeout(5)]")]
    [InlineData("Nursery nursery, int number", "Nursery nursery")]
    [InlineData("[Child]", "[Child(Start = ChildStart.Inline)]")]
    [InlineData("[Child]", "[Child, Timeout(5)]")]
    [InlineData("Task WorkAsync", "ValueTask WorkAsync")]
    [InlineData("Task WorkAsync", "static Task WorkAsync")]
    [InlineData("Task WorkAsync", "Task WalkAsync")]
    [InlineData("text = \"a\"", "text = \"b\"")]
    [InlineData("text = \"a\"", "text")]
    [InlineData("string text", "string? text")]
    [InlineData("class C", "record C")]
    [InlineData("class C", "class C(TimeProvider clock)")]
    [InlineData("namespace Demo", "namespace Other")]
    [InlineData("class C {", "class C { partial struct RunNursery<T>;")]
    [InlineData("class C {", "class C { TimeProvider _clock = TimeProvider.System;")]
    public void DifferentSources_GiveDifferentSpecs(string oldText, string newText)
    {
        const string source =
            """
            using NurseryGen;
            namespace Demo;
            partial class C {
                [Nursery, Timeout(5)]
                public partial Task<string> Run<T>(int number, CancellationToken token) where T : class;
                Task<string> Run<T>(Nursery nursery, int number) where T : class => null!;
                [Child] Task WorkAsync(string text = "a") => Task.CompletedTask;
                string Give() => "";
            }
            """;
        Assert.Contains(oldText, source, StringComparison.Ordinal);
        var one = Assert.Single(SpecsOf(GeneratorRun.Of(source)), spec => spec is NurserySpec);
        var two = Assert.Single(
            SpecsOf(GeneratorRun.OfAny(source.Replace(oldText, newText, StringComparison.Ordinal))), spec => spec is NurserySpec);
        Assert.NotEqual(one, two);
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void EachProperty_Counts(Type record)
    {
        var one = Make(record, 1);
        Assert.Equal(one, Make(record, 1));
        Assert.Equal(one.GetHashCode(), Make(record, 1).GetHashCode());
        var parameters = PrimaryConstructor(record).GetParameters();
        Assert.NotEmpty(parameters);
        for (var i = 0; i < parameters.Length; i++)
        {
            var arguments = parameters.Select((parameter, index) => MakeValue(parameter.ParameterType, index == i ? 2 : 1)).ToArray();
            var other = PrimaryConstructor(record).Invoke(arguments);
            Assert.False(one.Equals(other), $"{record.Name} is the same whatever its {parameters[i].Name}");
        }
    }

    [Fact]
    public void Arrays_CompareByValue()
    {
        EquatableArray<string> one = new[] { "a", "b" };
        Assert.Equal(one, new[] { "a", "b" });
        Assert.Equal(one.GetHashCode(), ((EquatableArray<string>)new[] { "a", "b" }).GetHashCode());
        Assert.NotEqual(one, new[] { "b", "a" });
        Assert.NotEqual(one, new[] { "a" });
        Assert.Equal(default, (EquatableArray<string>)Array.Empty<string>());
        Assert.Equal(default(EquatableArray<string>).GetHashCode(), ((EquatableArray<string>)Array.Empty<string>()).GetHashCode());
    }

    private static List<object> Specs(string form) => SpecsOf(Form.Named(form).Run());

    private static List<object> SpecsOf(GeneratorRun run)
    {
        var steps = run.Result.TrackedSteps;
        string[] names =
        [
            TrackingNames.NurserySpec, TrackingNames.ScopeSpec,
            TrackingNames.NurseryPositions, TrackingNames.ScopePositions, TrackingNames.TypePositions,
        ];
        return [.. names
            .Where(steps.ContainsKey).SelectMany(name => steps[name]).SelectMany(step => step.Outputs).Select(output => output.Value)];
    }

    private static ConstructorInfo PrimaryConstructor(Type record) =>
        record.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!;

    private static object Make(Type record, int seed) =>
        PrimaryConstructor(record)
            .Invoke([.. PrimaryConstructor(record).GetParameters().Select(parameter => MakeValue(parameter.ParameterType, seed))]);

    /// <summary>A value of the type; another for each seed.</summary>
    private static object MakeValue(Type type, int seed)
    {
        if (type == typeof(string))
            return "text" + seed;
        if (type == typeof(int))
            return seed;
        if (type == typeof(bool))
            return seed == 1;
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(seed)!;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableArray<>))
        {
            var item = type.GetGenericArguments()[0];
            var items = (IList)Array.CreateInstance(item, 1);
            items[0] = MakeValue(item, seed);
            return Activator.CreateInstance(type, items)!;
        }

        return Make(type == typeof(NurseryFormSpec) ? typeof(DeclaredSpec) : type, seed);
    }
}
