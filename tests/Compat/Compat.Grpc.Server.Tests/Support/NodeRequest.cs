namespace GrpcServerTests.Support;

/// <summary>A Ping as proto-loader spells it, with the payload given by its size.</summary>
public sealed record NodeRequest
{
    public string? Text { get; init; }

    public int? PayloadSize { get; init; }

    public int? Count { get; init; }

    public NodeDuration? Wait { get; init; }

    public int? FailCode { get; init; }

    public string? FailMessage { get; init; }

    public bool? Crash { get; init; }

    public bool? IgnoreToken { get; init; }

    public int? AnswerSize { get; init; }
}
