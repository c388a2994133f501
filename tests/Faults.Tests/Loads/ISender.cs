namespace Faults.Tests.Loads;

/// <summary>A client that trusts nothing but answers, and comes back until it has them all.</summary>
internal interface ISender
{
    /// <summary>Sends until it is told to stop and everything is answered.</summary>
    Task RunAsync(CancellationToken cancellation);

    /// <summary>Makes no new events from now on.</summary>
    void Stop();
}
