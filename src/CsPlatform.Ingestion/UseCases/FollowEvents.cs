using CsPlatform.Ingestion.V1;
using CsPlatform.Ingestion.Wire;
using CsPlatform.Persistence.Feeds;
using CsPlatform.ServiceDefaults.Errors;
using CsPlatform.ServiceDefaults.Hosting;
using Grpc.Core;

namespace CsPlatform.Ingestion.UseCases;

/// <summary>The feed of accepted events, from any position, without end.</summary>
internal sealed class FollowEvents(FeedTail tail, EndlessStreams streams)
{
    internal Task HandleAsync(
        FollowEventsRequest request, IServerStreamWriter<EventRun> responses, CancellationToken cancellation)
    {
        var faults = new FieldFaults();
        var after = FeedStart.Read("after", [.. request.After.Select(at => (at.Partition, at.Position))], faults.Add);
        var filter = EventFilter.Read(request, faults);
        faults.ThrowIfAny();
        return streams.ServeRoundsAsync(
            token => tail.FollowRoundsAsync(after, filter, token), segment => new EventRun(segment), responses, cancellation);
    }
}
