namespace CsPlatform.Domain.Metrics.Explaining;

/// <summary>Why a unit of a metric over messages counts as it does, where no single message decides.</summary>
public enum UnitCause
{
    /// <summary>Left out: the buyer wrote nothing.</summary>
    NoMessage = 1,

    /// <summary>Left out: it was not rated.</summary>
    NotRated = 2,

    /// <summary>Rated, and badly enough to count as dissatisfied.</summary>
    Dissatisfied = 3,

    /// <summary>Rated, and not that badly.</summary>
    Satisfied = 4,

    /// <summary>It went to offline messages, or nobody wrote though an agent had it.</summary>
    NotServed = 5,

    /// <summary>Somebody served it.</summary>
    Served = 6,

    /// <summary>It went to offline messages.</summary>
    Offline = 7,

    /// <summary>It did not go to offline messages.</summary>
    NotOffline = 8,

    /// <summary>The mean wait of its rounds is within the limit.</summary>
    MeanWithin = 9,

    /// <summary>The mean wait of its rounds is longer than the limit, or a round has no answer.</summary>
    MeanBeyond = 10,

    /// <summary>Its waits are added up.</summary>
    Waits = 11,

    /// <summary>So many of its rounds were answered in time.</summary>
    Rounds = 12,
}
