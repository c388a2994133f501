using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics.Tallies;

/// <summary>
/// What an entry of a stream is: the opening of a consultation, or a message by the number of its <see cref="SenderRole"/>. At the same
/// instant entries count in this order, so that an answer sent at the very instant of a message answers it. A message that was recalled
/// or excluded neither asks nor answers, but dates a consultation without an opening: it goes as a notice of the platform.
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

    /// <summary>A message of a robot that assists a person.</summary>
    AssistedBot = SenderRole.AssistedBot,
}
