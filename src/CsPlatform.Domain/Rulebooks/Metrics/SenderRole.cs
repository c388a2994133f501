namespace CsPlatform.Domain.Rulebooks;

/// <summary>Who wrote a message.</summary>
public enum SenderRole
{
    Buyer = 1,
    HumanAgent = 2,
    Bot = 3,
    Automatic = 4,
    System = 5,

    /// <summary>A robot that assists a person (智能辅助); the person is responsible.</summary>
    AssistedBot = 6,
}
