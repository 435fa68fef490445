namespace NurseryGen.Generator.Model;

/// <summary>A partial method with what generates it.</summary>
internal interface IEntrySpec
{
    /// <summary>Whether all that can be written of it throws.</summary>
    bool IsStub { get; }
}
