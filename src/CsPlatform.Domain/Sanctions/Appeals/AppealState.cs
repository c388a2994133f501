namespace CsPlatform.Domain.Sanctions.Appeals;

/// <summary>How an appeal stands. The numbers are stored and published.</summary>
public enum AppealState
{
    /// <summary>It was filed and nobody has decided on it.</summary>
    Filed = 1,

    /// <summary>It was upheld: the decision is set aside.</summary>
    Upheld = 2,

    /// <summary>It was upheld in part: some facts are left out, and what follows from the rest is computed anew.</summary>
    UpheldInPart = 3,

    /// <summary>It was rejected: nothing changes.</summary>
    Rejected = 4,

    /// <summary>Whoever filed it took it back.</summary>
    Withdrawn = 5,
}
