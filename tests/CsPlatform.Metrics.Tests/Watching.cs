using CsPlatform.Metrics.V1;
using Grpc.Core;

namespace CsPlatform.Metrics.Tests;

/// <summary>A call that watches clocks, behind its beginning.</summary>
internal sealed class Watching : IDisposable
{
    private readonly AsyncServerStreamingCall<WatchClocksResponse> call;

    private Watching(AsyncServerStreamingCall<WatchClocksResponse> call) => this.call = call;

    /// <summary>The clocks that ran when it began.</summary>
    internal List<Clock> Running { get; } = [];

    /// <summary>Where it began.</summary>
    internal WatchingFrom From { get; private set; } = null!;

    internal static async Task<Watching> StartAsync(Stack stack, WatchClocksRequest request)
    {
        var watching = new Watching(stack.Clocks.WatchClocks(request, deadline: DateTime.UtcNow.AddSeconds(90)));
        while (watching.From is null)
        {
            var first = await watching.NextAsync();
            watching.From = first.Watching;
            if (first.Running is { } clock)
            {
                watching.Running.Add(clock);
            }
        }

        Assert.Equal(watching.Running.Count, watching.From.Running);
        return watching;
    }

    internal async Task<WatchClocksResponse> NextAsync(Func<WatchClocksResponse, bool>? of = null)
    {
        do
        {
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        }
        while (of is not null && !of(call.ResponseStream.Current));
        return call.ResponseStream.Current;
    }

    public void Dispose() => call.Dispose();
}
