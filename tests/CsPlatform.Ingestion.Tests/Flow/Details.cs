using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;

namespace CsPlatform.Ingestion.Tests.Flow;

/// <summary>What a refusal tells a program.</summary>
internal sealed record Details(RetryInfo? Retry, QuotaFailure? Quota)
{
    internal static Details Of(RpcException refusal)
    {
        var bytes = refusal.Trailers.Single(trailer => trailer.Key == "grpc-status-details-bin").ValueBytes;
        var details = Google.Rpc.Status.Parser.ParseFrom(bytes).Details;
        return new Details(Find<RetryInfo>(details), Find<QuotaFailure>(details));
    }

    private static T? Find<T>(IEnumerable<Google.Protobuf.WellKnownTypes.Any> details)
        where T : class, IMessage<T>, new()
        => details.Select(detail => detail.TryUnpack<T>(out var found) ? found : null).FirstOrDefault(found => found is not null);
}
