using System.Collections.Immutable;
using NodaTime;

namespace CsPlatform.Domain.Rating;

/// <summary>
/// A shop's service modes as half-open intervals without gaps. The order in which the changes became known does not matter: of
/// changes at the same instant the one with the greater fact id holds. Before the first change the mode is hosted (handbook 1.1).
/// </summary>
public sealed class ServiceModeTimeline
{
    /// <summary>No change known: hosted for ever.</summary>
    public static ServiceModeTimeline Empty { get; } = new([]);

    private readonly ImmutableArray<ServiceModeChange> changes;

    private ServiceModeTimeline(ImmutableArray<ServiceModeChange> changes) => this.changes = changes;

    /// <summary>The changes by instant, then fact id.</summary>
    public IReadOnlyList<ServiceModeChange> Changes => changes;

    /// <summary>The mode at an instant. A change at that very instant holds already.</summary>
    public ServiceMode At(Instant at)
    {
        var after = FirstAfter(at);
        return after == 0 ? ServiceMode.Hosted : changes[after - 1].Mode;
    }

    /// <summary>The interval that starts at, or contains, an instant.</summary>
    public ServiceModeInterval IntervalAt(Instant at)
    {
        var after = FirstAfter(at);
        return new ServiceModeInterval(
            after == 0 ? null : changes[after - 1].At,
            after == changes.Length ? null : changes[after].At,
            after == 0 ? ServiceMode.Hosted : changes[after - 1].Mode);
    }

    /// <summary>The timeline with one more change; the same timeline when that fact is in it.</summary>
    public ServiceModeTimeline With(ServiceModeChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var place = 0;
        while (place < changes.Length && Compare(changes[place], change) < 0)
        {
            place++;
        }

        return place < changes.Length && Compare(changes[place], change) == 0 ? this : new(changes.Insert(place, change));
    }

    private static int Compare(ServiceModeChange left, ServiceModeChange right)
    {
        var byInstant = left.At.CompareTo(right.At);
        return byInstant != 0 ? byInstant : left.Fact.CompareTo(right.Fact);
    }

    private int FirstAfter(Instant at)
    {
        var (low, high) = (0, changes.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = changes[middle].At <= at ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
