namespace CsPlatform.Domain.Rulebooks;

/// <summary>Who wrote a message.</summary>
public enum SenderRole
{
    Buyer = 1,
    HumanAgent = 2,
    Bot = 3,
    Automatic = 4,
    System = 5,
}
