using System.Reflection;
using NurseryGen.Engine;

namespace NurseryGen.Tests.House;

/// <summary>What generated code sees of the engine: few members, and no deep hierarchy.</summary>
public sealed class SurfaceTests
{
    /// <summary>How many public and protected members the engine has. The number may only shrink.</summary>
    private const int Members = 60;

    /// <summary>How many classes stand between <see cref="object"/> and a generated class.</summary>
    private const int Levels = 4;

    private static readonly Type[] s_types = typeof(ChildNode).Assembly.GetTypes();

    [Fact]
    public void TheEngine_HasFewPublicMembers()
    {
        var members = s_types.Where(type => type.IsPublic && type.Namespace == typeof(ChildNode).Namespace).SelectMany(Visible).ToArray();
        Assert.True(members.Length <= Members, $"{members.Length} members:\n{string.Join('\n', members)}");
    }

    [Fact]
    public void WhatGeneratedCodeDerivesFrom_HasFewBases() => Assert.All(
        s_types.Where(
            type => type is { IsClass: true, IsAbstract: true, IsSealed: false } && type.Namespace == typeof(ChildNode).Namespace),
        type => Assert.True(Depth(type) <= Levels, $"{type.Name} is {Depth(type)} levels below object"));

    private static int Depth(Type type) => type.BaseType is { } parent ? Depth(parent) + 1 : 0;

    /// <summary>Members that the type declares itself, for generated code to call, to set or to override. A property is one.</summary>
    private static IEnumerable<string> Visible(Type type)
    {
        const BindingFlags Declared =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var member in type.GetMembers(Declared))
        {
            var isVisible = member switch
            {
                MethodBase method => IsVisible(method) && !(method.IsSpecialName && method is MethodInfo) && !IsOverride(method),
                PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
                FieldInfo field => field.IsPublic || field.IsFamily,
                _ => false,
            };
            if (isVisible)
                yield return $"{type.Name}.{member}";
        }
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily;

    private static bool IsOverride(MethodBase method) => method is MethodInfo { IsVirtual: true } info && info.GetBaseDefinition() != info;
}
