namespace NurseryGen.Generator.Model;

/// <summary>A partial method with what generates it.</summary>
internal interface IEntrySpec
{
    /// <summary>Whether all that can be written of it throws.</summary>
    bool IsStub { get; }

    /// <summary>The method where something that its attributes name isn't there, which the compiler says as well.</summary>
    IEntrySpec WithUnseenName();
}
