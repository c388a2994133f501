namespace CsPlatform.Adapters;

/// <summary>Why a piece of input cannot become events.</summary>
/// <param name="Field">The column or field at fault; empty when it is the whole.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record InputFault(string Field, string Reason);
