namespace GrpcServerTests.Support;

/// <summary>One call for probe-client.mjs.</summary>
public sealed record NodeCommand
{
    public required string Method { get; init; }

    public required IReadOnlyList<NodeRequest> Requests { get; init; }

    /// <summary>Key and value; base64 for keys that end in "-bin".</summary>
    public IReadOnlyList<string[]>? Metadata { get; init; }

    public int? DeadlineMs { get; init; }

    public int? CancelAfterMs { get; init; }

    public int? CancelAfterMessages { get; init; }

    public bool? Gzip { get; init; }

    public bool? KeepOpen { get; init; }
}
