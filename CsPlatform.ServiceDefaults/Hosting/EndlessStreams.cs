using CsPlatform.ServiceDefaults.Errors;
using Grpc.Core;
using Microsoft.Extensions.Hosting;

namespace CsPlatform.ServiceDefaults.Hosting;

/// <summary>
/// Serves streams that have no end of their own. They end when the caller leaves, or at once when the process stops: then with a
/// status that says to come back, so that nobody waits for a dead stream and no stop waits for a stream.
/// </summary>
public sealed class EndlessStreams(IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan s_lastWrite = TimeSpan.FromSeconds(1);
    private static readonly WriteOptions s_moreFollows = new(WriteFlags.BufferHint);

    /// <summary>Sends what comes until the caller cancels.</summary>
    /// <exception cref="RpcException">UNAVAILABLE when the process stops.</exception>
    public Task ServeAsync<TItem, TResponse>(
        Func<CancellationToken, IAsyncEnumerable<TItem>> items,
        Func<TItem, TResponse> toResponse,
        IServerStreamWriter<TResponse> responses,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(toResponse);
        ArgumentNullException.ThrowIfNull(responses);
        return ServeAsync(items, (item, token) => responses.WriteAsync(toResponse(item), token), cancellation);
    }

    /// <summary>Sends what comes in rounds until the caller cancels. What is of one round leaves together.</summary>
    /// <exception cref="RpcException">UNAVAILABLE when the process stops.</exception>
    public Task ServeRoundsAsync<TItem, TResponse>(
        Func<CancellationToken, IAsyncEnumerable<IReadOnlyList<TItem>>> rounds,
        Func<TItem, TResponse> toResponse,
        IServerStreamWriter<TResponse> responses,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        ArgumentNullException.ThrowIfNull(toResponse);
        ArgumentNullException.ThrowIfNull(responses);
        return ServeAsync(rounds, WriteRoundAsync, cancellation);

        async Task WriteRoundAsync(IReadOnlyList<TItem> round, CancellationToken token)
        {
            for (var i = 0; i < round.Count; i++)
            {
                responses.WriteOptions = i < round.Count - 1 ? s_moreFollows : null;
                await responses.WriteAsync(toResponse(round[i]), token);
            }
        }
    }

    private async Task ServeAsync<T>(
        Func<CancellationToken, IAsyncEnumerable<T>> items, Func<T, CancellationToken, Task> write, CancellationToken cancellation)
    {
        // A write that is given up resets the stream with an error that tells the caller nothing, so at the stop one under way gets
        // a moment; only a caller that does not read loses its status.
        using var writing = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var patience = lifetime.ApplicationStopping.Register(() => writing.CancelAfter(s_lastWrite));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        try
        {
            await foreach (var item in items(ending.Token))
            {
                await write(item, writing.Token);
            }
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw Refusal.Unavailable(
                "The service is stopping; follow again from the last position seen.", TimeSpan.FromSeconds(1));
        }
    }
}
