using System.Runtime.CompilerServices;
using CsPlatform.Domain.Primitives;
using CsPlatform.Metrics.Board;
using CsPlatform.Metrics.V1;
using CsPlatform.ServiceDefaults.Errors;
using CsPlatform.ServiceDefaults.Hosting;
using Grpc.Core;

namespace CsPlatform.Metrics.UseCases;

/// <summary>A shop's headroom, now and whenever it changes, without end.</summary>
internal sealed class WatchHeadroom(BoardRequests requests, BoardSignal signal, EndlessStreams streams, TimeProvider time)
{
    // A signal may be lost, and a day begins without one.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    internal async Task HandleAsync(
        WatchHeadroomRequest request, IServerStreamWriter<WatchHeadroomResponse> responses, CancellationToken cancellation)
    {
        var shop = requests.Shop(request.Shop, new FieldFaults());
        await streams.ServeAsync(token => ChangesAsync(shop, token), headrooms => headrooms, responses, cancellation);
    }

    private async IAsyncEnumerable<WatchHeadroomResponse> ChangesAsync(
        ShopKey shop, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // Who asks for a shop that nobody heard of is refused before anything is kept for it.
        await requests.BoardAsync(shop, mostOpen: 1, cancellation);
        WatchHeadroomResponse? told = null;
        while (true)
        {
            var next = signal.Next(shop);
            var now = new WatchHeadroomResponse();
            now.Headrooms.AddRange((await requests.BoardAsync(shop, mostOpen: 1, cancellation)).Headrooms);
            if (!now.Equals(told))
            {
                yield return told = now;
            }

            await Task.WhenAny(next, Task.Delay(Longest, time, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
