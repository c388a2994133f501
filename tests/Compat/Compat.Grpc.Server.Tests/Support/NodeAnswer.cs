namespace GrpcServerTests.Support;

/// <summary>What a call gave in probe-client.mjs.</summary>
public sealed record NodeAnswer(
    int Code, string Details, IReadOnlyList<NodePong> Messages, IReadOnlyList<string[]> Headers, IReadOnlyList<string[]> Trailers)
{
    public string? Header(string key) => Headers.LastOrDefault(h => h[0] == key)?[1];

    public string? Trailer(string key) => Trailers.LastOrDefault(h => h[0] == key)?[1];
}
