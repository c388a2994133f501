using CsPlatform.ServiceDefaults.Errors;
using Google.Rpc;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;

namespace CsPlatform.Ingestion.Webhooks;

/// <summary>When a refused call may be tried again, out of its details.</summary>
internal static class WebhookRetry
{
    // A request is signed by the second: one that comes again within the same second would be the very same one.
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    internal static TimeSpan After(RpcException refusal)
    {
        var details = refusal.Trailers.FirstOrDefault(trailer => trailer.Key == Refusal.DetailsTrailer)?.ValueBytes;
        var retry = details is null
            ? null
            : RpcStatus.Parser.ParseFrom(details).Details.FirstOrDefault(detail => detail.Is(RetryInfo.Descriptor))?.Unpack<RetryInfo>();
        var after = retry?.RetryDelay?.ToTimeSpan() ?? Least;
        return after > Least ? after : Least;
    }
}
