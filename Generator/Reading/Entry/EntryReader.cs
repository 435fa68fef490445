using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NurseryGen.Generator.Model;
using NurseryGen.Generator.Rules;
using NurseryGen.Generator.Symbols;

namespace NurseryGen.Generator.Reading;

/// <summary>Reads the partial method itself: what nurseries and cancel scopes have in common.</summary>
internal static class EntryReader
{
    // The rest of the modifiers either can't stand on a partial method or is the generator's to choose.
    private static readonly SyntaxKind[] SharedModifiers =
    [
        SyntaxKind.PublicKeyword, SyntaxKind.ProtectedKeyword, SyntaxKind.InternalKeyword, SyntaxKind.PrivateKeyword,
        SyntaxKind.StaticKeyword, SyntaxKind.NewKeyword, SyntaxKind.VirtualKeyword, SyntaxKind.OverrideKeyword, SyntaxKind.SealedKeyword,
    ];

    /// <summary>The method's spec with its place and its result's type; null where nothing can be written for it.</summary>
    public static Entry? Read(ReadingContext context, string attribute)
    {
        var method = context.Method;
        if (!Identifier.IsValid(method.Name) || IsRepeated(method))
            return null;

        // No short cuts: a user wants to see everything that is wrong at once.
        var container = ContainerReader.Read(context, out var isSupported);
        var isPartial = CheckPartial(context, attribute);
        var isAwaitable = CheckReturnType(context, out var awaitable, out var result);
        var isCarried = ParameterReader.Check(context, method);
        ParameterReader.CheckTokens(context, method);
        var isWritable = !method.IsVararg && ParameterReader.IsWritable(method) && TypeText.IsWritable(method.ReturnType);
        var isKnown = awaitable is not null || method.ReturnType.TypeKind != TypeKind.Error;
        if (container is null || !isWritable || !isKnown)
            return null;

        var constraints = method.IsOverride
            ? ConstraintText.OfOverride(method, context.Declaration, context.Text)
            : ConstraintText.Of(method.TypeParameters, context.Text);
        var spec = new MethodSpec(
            Identifier.Escape(method.Name),
            Modifiers(context),
            RefOf(method) + context.Text.Of(method.ReturnType),
            awaitable ?? new AwaitableSpec(AwaitableKind.Task, null),
            context.Text.ListOf(method.TypeParameters),
            constraints,
            Parameters(context),
            method.IsStatic,
            isPartial,
            context.Declaration.Modifiers.Any(SyntaxKind.UnsafeKeyword),
            OwnMarksOf(context),
            Requirements: default);
        var source = new CallSource(method, result, context.Text, static _ => ArgumentKind.Parameter);
        return new Entry(container, spec, source, isSupported && isPartial && isAwaitable && isCarried);
    }

    private static string RefOf(IMethodSymbol method) =>
        method.RefKind switch { RefKind.None => "", RefKind.Ref => "ref ", _ => "ref readonly " };

    /// <summary>
    /// Whether the type declares the same method before: the compiler says so, and two files of one name would be the end of both.
    /// </summary>
    private static bool IsRepeated(IMethodSymbol method)
    {
        foreach (var other in TypeFacts.Of(method.ContainingType).Methods)
        {
            if (SymbolEqualityComparer.Default.Equals(other.Method, method))
                return false;
            if (other.Method.Name == method.Name && Signature.IsSame(other.Method, method))
                return true;
        }

        return false;
    }

    private static bool CheckPartial(ReadingContext context, string attribute)
    {
        var declaration = context.Declaration;
        var isPartial = declaration.Modifiers.Any(SyntaxKind.PartialKeyword) && declaration is { Body: null, ExpressionBody: null };
        var isAbstract = declaration.Modifiers.Any(SyntaxKind.AbstractKeyword);
        var isImplemented = IsImplementedByUser(context.Method, context.CancellationToken);
        if (!isPartial || isAbstract || isImplemented)
        {
            var besides = isAbstract ? ", and not abstract" : isImplemented ? " in either part" : "";
            context.Report(
                DiagnosticDescriptors.MethodNotPartial,
                null,
                context.Method.Name,
                attribute,
                BodyParameter.Of(context.Method).Type,
                besides);
            return false;
        }

        // Everything else about an implementing part would be said about the wrong one.
        return context.Method.IsPartialDefinition;
    }

    /// <summary>Whether there is an implementing part which isn't ours: that is in the method's own generated file.</summary>
    private static bool IsImplementedByUser(IMethodSymbol method, CancellationToken cancellationToken) =>
        method.PartialImplementationPart?.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree is { } tree
        && !tree.FilePath.EndsWith(HintName.Of(method), StringComparison.Ordinal);

    private static bool CheckReturnType(ReadingContext context, out AwaitableSpec? awaitable, out ITypeSymbol? result)
    {
        var method = context.Method;
        var type = method.ReturnType;
        var returned = ReturnReader.OfEntry(method);
        result = returned?.Result;
        awaitable = returned is null ? null : new AwaitableSpec(returned.Kind, result is null ? null : context.Text.Of(result));
        if (returned is not null && (returned.Kind != AwaitableKind.Stream || MethodRoles.IsNursery(method)))
        {
            if (returned.Kind == AwaitableKind.Stream && !method.Parameters.Any(MethodRoles.HasEach))
            {
                const string reason = "a stream needs a sequence; mark a parameter with [Each]";
                context.Report(DiagnosticDescriptors.EachMisused, context.Declaration.ReturnType.GetLocation(), method.Name, reason);
            }

            return TypeText.IsWritable(type);
        }

        // A type that doesn't exist is the compiler's to report.
        if (type.TypeKind != TypeKind.Error)
        {
            var place = context.Declaration.ReturnType.GetLocation();
            context.Report(DiagnosticDescriptors.WrongReturnType, place, method.Name, TypeText.Short.Of(type));
        }

        return false;
    }

    private static string Modifiers(ReadingContext context)
    {
        var shared = "";
        foreach (var token in context.Declaration.Modifiers)
        {
            if (SharedModifiers.Contains(token.Kind()))
                shared += token.Text + " ";
        }

        return shared;
    }

    /// <summary>Attributes that may stand on both parts are there once all the same.</summary>
    private static OwnMarks OwnMarksOf(ReadingContext context)
    {
        var marks = context.Declaration.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: < LanguageVersion.CSharp10 }
            ? OwnMarks.Builder
            : OwnMarks.None;
        foreach (var attribute in context.Method.GetAttributes())
        {
            marks |= attribute.AttributeClass?.Name switch
            {
                "AsyncMethodBuilderAttribute" => OwnMarks.Builder,
                "StackTraceHiddenAttribute" => OwnMarks.Hidden,
                "GeneratedCodeAttribute" => OwnMarks.Generated,
                _ => OwnMarks.None,
            };
        }

        return marks;
    }

    private static ParameterSpec[] Parameters(ReadingContext context)
    {
        var method = context.Method;
        var parameters = new ParameterSpec[method.Parameters.Length];
        for (var index = 0; index < parameters.Length; index++)
            parameters[index] = Parameter(context, method.Parameters[index]);

        return parameters;
    }

    private static ParameterSpec Parameter(ReadingContext context, IParameterSymbol parameter)
    {
        var isReceiver = context.Method.IsExtensionMethod && parameter.Ordinal == 0;
        var role = KnownTypes.IsCancellationToken(parameter.Type) ? ParameterRole.Token
            : MethodRoles.HasTimeout(parameter) ? ParameterRole.Timeout
            : ParameterRole.Value;
        return ParameterReader.ReadOwn(parameter, role, context.Text, (isReceiver ? "this " : "") + Passing(context, parameter));
    }

    /// <summary>How the parameter is passed, as the user wrote it: both parts must agree, however wrong it is.</summary>
    private static string Passing(ReadingContext context, IParameterSymbol parameter)
    {
        if (parameter.RefKind == RefKind.None && !parameter.Type.IsRefLikeType)
            return "";

        var modifiers = context.Declaration.ParameterList.Parameters[parameter.Ordinal].Modifiers;
        return string.Concat(modifiers
            .Where(static modifier => !modifier.IsKind(SyntaxKind.ThisKeyword) && !modifier.IsKind(SyntaxKind.ParamsKeyword))
            .Select(static modifier => modifier.Text + " "));
    }
}

/// <summary>The partial method as the readers after <see cref="EntryReader"/> need it.</summary>
internal sealed record Entry(ContainerSpec Container, MethodSpec Method, CallSource Source, bool IsSound);
