using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;
using Oracles.Tests.Histories;
using Period = NodaTime.Period;

namespace Oracles.Tests.Engines;

/// <summary>The domain itself, given the deliveries one by one in the order of their arrival.</summary>
public sealed class DomainOracle : IOracle
{
    private const string Source = "oracle";

    private static readonly LocalDate Epoch = new(1970, 1, 1);

    private IReadOnlyDictionary<int, ShopHistory> shops = new Dictionary<int, ShopHistory>();

    public string Name => "C#";

    public Task LoadAsync(IReadOnlyList<Fact> facts)
    {
        shops = facts.GroupBy(fact => fact.History).ToDictionary(history => history.Key, Shop);
        return Task.CompletedTask;
    }

    public Task<IReadOnlySet<UnitResult>> JudgeAsync(OracleMetric metric)
    {
        var found = from shop in shops
                    from unit in ReplyUnits.Of(metric.Formula, shop.Value)
                    let rate = ReplyMetrics.Of(unit, metric.Formula)
                    where rate.HasData
                    let day = Period.DaysBetween(Epoch, unit.Day)
                    select new UnitResult(shop.Key, unit.Id, day, rate.Numerator, rate.Denominator);
        return Task.FromResult<IReadOnlySet<UnitResult>>(found.ToHashSet());
    }

    private static ShopHistory Shop(IEnumerable<Fact> facts)
    {
        var consultations = new Dictionary<string, Timeline>();
        var reports = new Dictionary<string, UserReport>();
        foreach (var fact in facts)
        {
            if (fact.Consultation is { } id)
            {
                consultations[id] = consultations.GetValueOrDefault(id, Timeline.Empty).With([Entry(fact)]);
            }
            else
            {
                reports.TryAdd(fact.Id, new UserReport(fact.Buyer!, At(fact.At)));
            }
        }

        return new ShopHistory(consultations) { Reports = [.. reports.Values] };
    }

    private static TimelineEntry Entry(Fact fact)
    {
        var (at, key) = (At(fact.At), Key(fact.Id));
        TimelineEntry entry = fact.Kind switch
        {
            FactKind.Opened => new OpenedEntry(at, key) { BuyerId = fact.Buyer },
            FactKind.Message => new MessageEntry(at, key, fact.Role!.Value) { AgentId = fact.Agent, BuyerId = fact.Buyer },
            FactKind.Closed => new ClosedEntry(at, key),
            FactKind.Queued => new QueuedEntry(at, key),
            FactKind.Assigned => new AssignedEntry(at, key, fact.Agent!),
            FactKind.HandedOver => new HandedOverEntry(at, key, fact.FromAgent, fact.Agent!),
            FactKind.Offline => new OfflineEntry(at, key),
            FactKind.Recalled => new RecalledEntry(at, key, Key(fact.Target!)),
            FactKind.Excluded => new ExcludedEntry(
                at, key, fact.Target is { } target ? Key(target) : null, ExclusionReason.Spam, "oracle"),
            _ => throw new ArgumentOutOfRangeException(nameof(fact), fact.Kind, "No entry of a consultation."),
        };
        return entry with { ReceivedAt = At(fact.Received) };
    }

    private static EventKey Key(string id) => new(Source, id);

    private static Instant At(long millis) => Instant.FromUnixTimeMilliseconds(millis);
}
