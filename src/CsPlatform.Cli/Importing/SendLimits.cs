namespace CsPlatform.Cli.Importing;

/// <summary>How events are sent.</summary>
public sealed record SendLimits
{
    /// <summary>Most events of a batch; the service takes up to 8,192.</summary>
    public int BatchEvents { get; init; } = 2_000;

    /// <summary>
    /// A batch is sent when it holds so many bytes. One event more may go over it, far below the 4 MiB of a message.
    /// </summary>
    public int BatchBytes { get; init; } = 1024 * 1024;

    /// <summary>Most batches that wait for their answer.</summary>
    public int BatchesInFlight { get; init; } = 6;

    /// <summary>A stream that neither answers nor takes anything for so long is given up and opened anew.</summary>
    public TimeSpan StallAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Sending ends with a failure when nothing was answered for so long.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Wait before the first retry; doubled with each further one.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest wait between two retries.</summary>
    public TimeSpan LongestBackoff { get; init; } = TimeSpan.FromSeconds(5);
}
