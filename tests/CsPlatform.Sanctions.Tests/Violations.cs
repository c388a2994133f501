using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace CsPlatform.Sanctions.Tests;

/// <summary>Reads the details of a refusal as a foreign client would.</summary>
internal static class Violations
{
    public static IReadOnlyList<string> Of(RpcException refusal)
    {
        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        var bytes = refusal.Trailers.GetValueBytes("grpc-status-details-bin");
        Any detail = Assert.Single(Google.Rpc.Status.Parser.ParseFrom(bytes).Details);
        return [.. detail.Unpack<BadRequest>().FieldViolations.Select(violation => violation.Field)];
    }

    /// <summary>The type of the one precondition that failed.</summary>
    public static string PreconditionOf(RpcException refusal)
    {
        var bytes = refusal.Trailers.GetValueBytes("grpc-status-details-bin");
        Any detail = Assert.Single(Google.Rpc.Status.Parser.ParseFrom(bytes).Details);
        return Assert.Single(detail.Unpack<PreconditionFailure>().Violations).Type;
    }
}
