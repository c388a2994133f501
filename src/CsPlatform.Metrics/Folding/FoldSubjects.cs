using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.Subjects;
using CsPlatform.Metrics.Wire;
using ShopFact = CsPlatform.Domain.Metrics.Facts.ShopFact;
using StoredFact = CsPlatform.Metrics.Storage.ShopFact;

namespace CsPlatform.Metrics.Folding;

/// <summary>
/// Keeps what happens in a shop beside its messages (orders, after-sales, ratings, reviews, complaints, disputes, samples, presence), and
/// puts what it counts into the facts.
/// </summary>
internal sealed class FoldSubjects(SubjectRules rules, EveryDay everyDay) : IFoldPart
{
    public IReadOnlyCollection<string> Kinds => FactsFromProto.Kinds;

    public async Task FoldAsync(Fold fold, CancellationToken cancellation)
    {
        var universe = await SubjectUniverse.LoadAsync(
            fold.Transaction, Read(fold.Events), rules.Bonds, cancellation);
        if (universe.Changed.Count > 0)
        {
            await SubjectStore.SaveAsync(fold.Transaction, universe.Changed, cancellation);
            await SubjectStore.TieAsync(fold.Transaction, universe.NewTies, cancellation);
            foreach (var group in universe.Groups(rules.Bonds))
            {
                Count(fold, group);
            }
        }

        await everyDay.FoldAsync(fold, cancellation);
    }

    private Dictionary<SubjectKey, List<ShopFact>> Read(IEnumerable<FedEvent> events)
    {
        var found = new Dictionary<SubjectKey, List<ShopFact>>();
        foreach (var (subject, fact) in events.SelectMany(FactsFromProto.Facts))
        {
            // Who consulted is kept only where it is counted: it would be a row for every buyer and day.
            if (subject.Kind == SubjectKind.Contact && !rules.Bonds(subject.Shop.Platform).Consumers)
            {
                continue;
            }

            if (!found.TryGetValue(subject, out var facts))
            {
                found.Add(subject, facts = []);
            }

            facts.Add(fact);
        }

        return found;
    }

    private void Count(Fold fold, SubjectGroup group)
    {
        var versions = rules.Versions(group.Shop.Platform);
        var (before, after) = (FactContributions.Of(group.Before, versions), FactContributions.Of(group.After, versions));
        var causes = group.New.Select(fact => new FactCause(fact.OccurredAt, fact.Key)).Distinct().ToList();
        foreach (var (key, difference) in FactContributions.Differences(before, after))
        {
            fold.Facts.Add(new StoredFact(group.Shop, key), difference, causes);
        }

        fold.NewFacts.AddRange(group.New.Select(fact => (group.Shop, fact)));
    }
}
