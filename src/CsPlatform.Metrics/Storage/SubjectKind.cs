namespace CsPlatform.Metrics.Storage;

/// <summary>What facts belong to; the numbers are stored.</summary>
internal enum SubjectKind
{
    /// <summary>An order of goods, with its reviews.</summary>
    Order = 1,

    /// <summary>An after-sales order.</summary>
    AfterSales = 2,

    /// <summary>A service that is rated.</summary>
    Rating = 3,

    /// <summary>A dispute.</summary>
    Dispute = 4,

    /// <summary>A complaint.</summary>
    Complaint = 5,

    /// <summary>A sample.</summary>
    Sample = 6,

    /// <summary>A buyer who was reported.</summary>
    Buyer = 7,

    /// <summary>A buyer who consulted, a row per day.</summary>
    Contact = 8,

    /// <summary>A sub-account, a row per month.</summary>
    Agent = 9,

    /// <summary>A figure that is measured elsewhere, a row per last day.</summary>
    Outside = 10,
}
