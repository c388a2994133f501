using CsPlatform.Ingestion.Flow;
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
        var answering = await admission.AdmitNowAsync(
            request.Events, request.CalculateSize(), admitted => intake.TryTakeAsync(request.Events, admitted));
        return new SubmitEventsResponse { Results = { await answering.WaitAsync(cancellation) } };
    }
}
