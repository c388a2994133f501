namespace CsPlatform.Domain.Timelines;

/// <summary>What cannot be in a timeline, with what it does. Flags are listed in this order; nothing is ever dropped.</summary>
public enum FlagKind
{
    /// <summary>
    /// It happened more than the allowed skew after it was received. A message neither asks nor answers; other entries keep
    /// their effect.
    /// </summary>
    FromTheFuture = 1,

    /// <summary>Another opening than the earliest. No effect: the earliest starts the consultation.</summary>
    OpenedAgain = 2,

    /// <summary>A message before the opening. It counts by its own time; the opening still starts the consultation.</summary>
    MessageBeforeOpening = 3,

    /// <summary>An end before the start. No effect.</summary>
    ClosedBeforeOpening = 4,

    /// <summary>A rating before the start, or with no start known. It counts: the last rating wins.</summary>
    RatedBeforeOpening = 5,

    /// <summary>A message after the last end. It counts: a question needs its answer, an answer answers.</summary>
    MessageAfterClose = 6,

    /// <summary>
    /// Given to a sub-account, queued or handed over with no opening or message at or before it. It holds from then on.
    /// </summary>
    HandOverOfUnknown = 7,

    /// <summary>Handed over by a sub-account that did not hold it. The receiver holds it from then on.</summary>
    HandOverByOther = 8,

    /// <summary>A recall of a message that is not known. No effect until the message comes.</summary>
    RecallOfUnknown = 9,

    /// <summary>A recall earlier than its message. The message counts as recalled.</summary>
    RecalledBeforeSent = 10,

    /// <summary>An exclusion of a message that is not known. No effect until the message comes.</summary>
    ExclusionOfUnknown = 11,

    /// <summary>A message of another buyer than the consultation's first. It counts for the first.</summary>
    OtherBuyer = 12,
}
