using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.V1;
using CsPlatform.Ingestion.Wire;

namespace CsPlatform.Ingestion.UseCases;

/// <summary>The sealed months.</summary>
internal sealed class ListSealedMonths(SealedMonths months)
{
    internal async Task<ListSealedMonthsResponse> HandleAsync(ListSealedMonthsRequest request, CancellationToken cancellation)
    {
        var found = await months.ListAsync(request.Platform, cancellation);
        return new ListSealedMonthsResponse
        {
            Months = { found.Select(entry => SealedMonthText.ToProto(entry.Month, entry.SealedAt)) },
        };
    }
}
