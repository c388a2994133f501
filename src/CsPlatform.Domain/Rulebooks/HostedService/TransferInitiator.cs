namespace CsPlatform.Domain.Rulebooks;

/// <summary>Who started a transfer.</summary>
public enum TransferInitiator
{
    User = 1,
    Agent = 2,
    System = 3,
}
