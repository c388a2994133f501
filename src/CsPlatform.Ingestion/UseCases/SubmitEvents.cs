using CsPlatform.Ingestion.V1;
using CsPlatform.Ingestion.Wire;

namespace CsPlatform.Ingestion.UseCases;

/// <summary>One batch, answered after its commit.</summary>
internal sealed class SubmitEvents(BatchIntake intake)
{
    internal async Task<SubmitEventsResponse> HandleAsync(SubmitEventsRequest request, CancellationToken cancellation)
    {
        BatchRules.RefuseNone(request.Events.Count);
        BatchRules.RefuseTooMany(request.Events.Count, "The batch");
        var results = await intake.TakeNowAsync(request.Events).WaitAsync(cancellation);
        return new SubmitEventsResponse { Results = { results } };
    }
}
