using CsPlatform.Ingestion.V1;
using Grpc.Core;

namespace CsPlatform.ServiceDefaults.Tests;

/// <summary>A service whose one rpc does what the test says.</summary>
internal sealed class Probe(ProbeBehaviour behaviour) : IngestionService.IngestionServiceBase
{
    public override async Task<SubmitEventsResponse> SubmitEvents(SubmitEventsRequest request, ServerCallContext context)
    {
        await behaviour.Act(context);
        return new SubmitEventsResponse();
    }

    public override async Task FollowEvents(
        FollowEventsRequest request, IServerStreamWriter<FollowEventsResponse> responseStream, ServerCallContext context) =>
        await behaviour.Act(context);
}
