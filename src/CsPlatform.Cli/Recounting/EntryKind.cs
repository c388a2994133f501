namespace CsPlatform.Cli.Recounting;

/// <summary>What a consultation's entry is.</summary>
internal enum EntryKind : byte
{
    /// <summary>It began.</summary>
    Opened = 1,

    /// <summary>Somebody wrote.</summary>
    Message = 2,

    /// <summary>It ended.</summary>
    Closed = 3,

    /// <summary>The buyer gave stars.</summary>
    Rated = 4,

    /// <summary>It was queued for people.</summary>
    Queued = 5,

    /// <summary>It was given to an agent.</summary>
    Assigned = 6,

    /// <summary>It went to another agent.</summary>
    HandedOver = 7,

    /// <summary>The buyer was sent to offline messages.</summary>
    Offline = 8,
}
