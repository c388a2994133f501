using CsPlatform.Cli.Output;
using CsPlatform.Common.V1;

namespace CsPlatform.Cli.Views;

/// <summary>How far a service has followed a feed.</summary>
/// <param name="Fault">Why the service does not tell; then nothing else is known.</param>
public sealed record FollowerView(
    string Service, string? Feed, long? RecordsBehind, double? LastDelaySeconds, long? PoisonOpen, string? Outage, string? Fault)
{
    public static FollowerView Of(string service, FollowerState state) => new(
        service,
        state.Feed,
        state.RecordsBehind,
        state.LastDelay is { } delay ? Math.Round(delay.ToTimeSpan().TotalSeconds, 3) : null,
        state.PoisonOpen,
        Wording.OrNull(state.Outage),
        null);

    public static FollowerView Unknown(string service, string fault) => new(service, null, null, null, null, null, fault);
}
