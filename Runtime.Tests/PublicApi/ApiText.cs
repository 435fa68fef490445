using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace NurseryGen.Tests.PublicApi;

/// <summary>Renders the public surface of an assembly, one line a member, in an order that doesn't depend on the source.</summary>
internal static class ApiText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var types = assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).ToLookup(IsForGeneratedCode);
        var text = new StringBuilder();
        AppendSection(text, "For people", types[false]);
        AppendSection(text, "For generated code", types[true]);
        return text.ToString();
    }

    private static bool IsForGeneratedCode(MemberInfo member) =>
        member.GetCustomAttribute<EditorBrowsableAttribute>() is { State: EditorBrowsableState.Never };

    private static void AppendSection(StringBuilder text, string title, IEnumerable<Type> types)
    {
        text.Append(CultureInfo.InvariantCulture, $"# {title}\n");
        foreach (var type in types)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{DescribeType(type)}\n");
            foreach (var member in type.GetMembers(Declared).Select(DescribeMember).OfType<string>().Order(StringComparer.Ordinal))
                text.Append(CultureInfo.InvariantCulture, $"    {member}\n");
        }

        text.Append('\n');
    }

    private static string DescribeType(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsValueType ? "struct" : type.IsInterface ? "interface" : "class";
        var modifiers = type is { IsAbstract: true, IsSealed: true } ? "static "
            : type.IsAbstract ? "abstract "
            : type is { IsSealed: true, IsClass: true } ? "sealed "
            : "";
        var bases = type.GetInterfaces().Where(i => i.IsPublic).Select(Name).Order(StringComparer.Ordinal).ToList();
        if (type.BaseType is { } parent && type.IsClass && parent != typeof(object))
            bases.Insert(0, Name(parent));

        return $"{modifiers}{kind} {type.Namespace}.{Name(type)}{(bases.Count == 0 ? "" : " : " + string.Join(", ", bases))}";
    }

    private static string? DescribeMember(MemberInfo member)
    {
        var text = member switch
        {
            FieldInfo { IsSpecialName: false } field when IsVisible(field) => field.IsLiteral
                ? string.Create(CultureInfo.InvariantCulture, $"const {Name(field.FieldType)} {field.Name} = {field.GetRawConstantValue()}")
                : $"{Modifiers(field.IsStatic, field.IsFamily, "")}{Name(field.FieldType)} {field.Name}",
            PropertyInfo property when property.GetAccessors(nonPublic: true).Any(IsVisible) => DescribeProperty(property),
            EventInfo { AddMethod: { } add } @event when IsVisible(add) => $"event {Name(@event.EventHandlerType!)} {@event.Name}",
            ConstructorInfo constructor when IsVisible(constructor) =>
                $"{Modifiers(false, constructor.IsFamily, "")}{Name(constructor.DeclaringType!)}({Parameters(constructor)})",
            MethodInfo method when IsVisible(method)
                && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) =>
                $"{Modifiers(method.IsStatic, method.IsFamily, Virtuality(method))}"
                + $"{Name(method.ReturnType)} {method.Name}{Generics(method)}({Parameters(method)})",
            _ => null,
        };
        return text is null || !IsForGeneratedCode(member) ? text : $"{text} [for generated code]";
    }

    private static string DescribeProperty(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsVisible).ToArray();
        var init = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        var get = accessors.Contains(property.GetMethod) ? " get;" : "";
        var set = accessors.Contains(property.SetMethod) ? (init ? " init;" : " set;") : "";
        return $"{Modifiers(accessors[0].IsStatic, accessors[0].IsFamily, Virtuality(accessors[0]))}"
            + $"{Name(property.PropertyType)} {property.Name} {{{get}{set} }}";
    }

    private static bool IsVisible(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Virtuality(MethodInfo method) =>
        method.IsAbstract ? "abstract "
        : method.GetBaseDefinition() != method ? "override "
        : method is { IsVirtual: true, IsFinal: false } ? "virtual " : "";

    private static string Modifiers(bool isStatic, bool isProtected, string virtuality) =>
        $"{(isProtected ? "protected " : "")}{(isStatic ? "static " : "")}{virtuality}";

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
    {
        var type = parameter.ParameterType;
        var by = parameter.IsOut ? "out "
            : parameter.IsIn ? "in "
            : type.IsByRef ? "ref "
            : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var value = parameter.HasDefaultValue
            ? string.Create(CultureInfo.InvariantCulture, $" = {Literal(parameter.RawDefaultValue)}") : "";
        return $"{by}{Name(type.IsByRef ? type.GetElementType()! : type)} {parameter.Name}{value}";
    }));

    private static string Literal(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Name(Type type)
    {
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[]";

        var name = type.Name.Split('`')[0];
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}
