using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics.Tallies;

/// <summary>
/// What an entry of a packed unit is: its opening, or a message by the number of its <see cref="SenderRole"/>. At the same instant
/// entries count in this order, so that an answer sent at the very instant of a message answers it.
/// </summary>
public enum ReplyEntryKind : byte
{
    /// <summary>The contact began.</summary>
    Opened = 0,

    /// <summary>A buyer's message.</summary>
    Buyer = SenderRole.Buyer,

    /// <summary>A person's message.</summary>
    HumanAgent = SenderRole.HumanAgent,

    /// <summary>A dialogue robot's message.</summary>
    Bot = SenderRole.Bot,

    /// <summary>A fixed automatic message.</summary>
    Automatic = SenderRole.Automatic,

    /// <summary>A notice of the platform.</summary>
    System = SenderRole.System,
}
