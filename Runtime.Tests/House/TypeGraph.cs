using System.Reflection;
using System.Reflection.Emit;

namespace NurseryGen.Tests.House;

/// <summary>Which type of an assembly uses which, read from its compiled code: signatures, fields and method bodies.</summary>
internal sealed class TypeGraph
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> s_opCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    private readonly Assembly _assembly;
    private readonly Dictionary<Type, HashSet<Type>> _uses = [];

    public TypeGraph(Assembly assembly)
    {
        _assembly = assembly;
        foreach (var type in assembly.GetTypes())
        {
            Add(Outermost(type), [type]);
            AddDeclaration(type);
        }
    }

    public IEnumerable<Type> Types => _uses.Keys;

    public IEnumerable<(Type From, Type To)> Edges => _uses.SelectMany(use => use.Value.Select(to => (use.Key, to)));

    /// <summary>The groups of types that all use each other, directly or not; the largest first.</summary>
    public IReadOnlyList<IReadOnlyList<Type>> Cycles()
    {
        var reach = _uses.Keys.ToDictionary(type => type, Reach);
        return [.. _uses.Keys.Where(type => reach[type].Contains(type))
            .GroupBy(type => _uses.Keys.First(other => reach[type].Contains(other) && reach[other].Contains(type)))
            .Select(group => group.ToArray()).Where(group => group.Length > 1).OrderByDescending(group => group.Length)];
    }

    private HashSet<Type> Reach(Type start)
    {
        var reached = new HashSet<Type>();
        var open = new Stack<Type>(_uses[start]);
        while (open.TryPop(out var type))
        {
            if (reached.Add(type))
            {
                foreach (var next in _uses[type])
                    open.Push(next);
            }
        }

        return reached;
    }

    private void AddDeclaration(Type type)
    {
        Add(type, [type.BaseType, .. type.GetInterfaces(), .. type.GetFields(Everything).Select(field => field.FieldType)]);
        foreach (var method in type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)))
        {
            Add(type, [(method as MethodInfo)?.ReturnType, .. method.GetParameters().Select(parameter => parameter.ParameterType)]);
            if (method.GetMethodBody() is { } body)
            {
                Add(type, body.LocalVariables.Select(local => local.LocalType));
                Add(type, Mentioned(method, body.GetILAsByteArray()!));
            }
        }
    }

    private static IEnumerable<Type?> Mentioned(MethodBase method, byte[] code)
    {
        var typeArguments = method.DeclaringType!.GetGenericArguments();
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            var opCode = s_opCodes[code[at] == 0xFE ? (short)(0xFE00 | code[++at]) : code[at]];
            at++;
            switch (opCode.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    var member = method.Module.ResolveMember(BitConverter.ToInt32(code, at), typeArguments, methodArguments);
                    yield return member as Type ?? member!.DeclaringType;
                    foreach (var argument in member is MethodInfo { IsGenericMethod: true } call ? call.GetGenericArguments() : [])
                        yield return argument;

                    at += 4;
                    break;
                case OperandType.InlineSwitch:
                    at += 4 + (4 * BitConverter.ToInt32(code, at));
                    break;
                default:
                    at += Size(opCode.OperandType);
                    break;
            }
        }
    }

    private static int Size(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    private void Add(Type user, IEnumerable<Type?> used)
    {
        var from = Outermost(user);
        if (!_uses.TryGetValue(from, out var uses))
            _uses.Add(from, uses = []);

        foreach (var type in used.OfType<Type>().SelectMany(Parts))
        {
            if (type.Assembly == _assembly && Outermost(type) is var to && to != from)
                uses.Add(to);
        }
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericParameter ? []
        : type.IsConstructedGenericType ? type.GetGenericArguments().SelectMany(Parts).Prepend(type.GetGenericTypeDefinition())
        : [type];

    private static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;

        return type;
    }
}
