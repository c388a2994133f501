namespace CsPlatform.Cli.Tests.Support;

/// <summary>Where an in-test ingestion breaks the connection.</summary>
internal enum Break
{
    /// <summary>Nothing of the batch is stored.</summary>
    BeforeCommit,

    /// <summary>The batch is stored, its answer is never sent.</summary>
    AfterCommit,

    /// <summary>The batch is neither stored nor answered, and the connection stays: a frozen service.</summary>
    Freeze,
}
