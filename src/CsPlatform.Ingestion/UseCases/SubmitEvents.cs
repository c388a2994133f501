using CsPlatform.Ingestion.Flow;
using CsPlatform.Ingestion.Storage;
using CsPlatform.Ingestion.V1;
using CsPlatform.Ingestion.Wire;

namespace CsPlatform.Ingestion.UseCases;

/// <summary>One batch, answered after its commit.</summary>
internal sealed class SubmitEvents(Admission admission, BatchIntake intake)
{
    internal async Task<SubmitEventsResponse> HandleAsync(SubmitEventsRequest request, CancellationToken cancellation)
    {
        BatchRules.RefuseNone(request.Events.Count);
        BatchRules.RefuseTooMany(request.Events.Count, "The batch");
        BatchRules.RefuseFaultyName("request_id", request.RequestId);
        var claim = Claims.OfRequest(request.RequestId);
        var answering = await admission.AdmitNowAsync(
            request.Events, request.CalculateSize(), admitted => intake.TryTakeAsync(request.Events, admitted, claim));
        return new SubmitEventsResponse { Results = { await answering.WaitAsync(cancellation) } };
    }
}
