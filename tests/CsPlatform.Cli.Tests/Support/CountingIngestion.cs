using CsPlatform.Ingestion.V1;
using Grpc.Core;

namespace CsPlatform.Cli.Tests.Support;

/// <summary>Ingestion that tells totals and nothing else.</summary>
internal sealed class CountingIngestion : IngestionService.IngestionServiceBase
{
    public IntakeTotals Totals { get; } = new() { Accepted = 30, InFeed = 30 };

    public override Task<GetIntakeCountsResponse> GetIntakeCounts(GetIntakeCountsRequest request, ServerCallContext context)
        => Task.FromResult(new GetIntakeCountsResponse { Totals = request.WithTotals ? Totals : null });
}
