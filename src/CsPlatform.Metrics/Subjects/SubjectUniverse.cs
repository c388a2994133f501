using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Metrics.Storage;
using Npgsql;
using ShopFact = CsPlatform.Domain.Metrics.Facts.ShopFact;

namespace CsPlatform.Metrics.Subjects;

/// <summary>
/// The subjects that a batch changes, and those that these tie in: enough to count every unit whose contribution the batch changes. What
/// is tied in and not changed counts the same before and after.
/// </summary>
internal sealed class SubjectUniverse
{
    private readonly Dictionary<SubjectKey, Subject> before;
    private readonly Dictionary<SubjectKey, Subject> after;
    private readonly Dictionary<SubjectKey, IReadOnlyList<ShopFact>> changes;

    private SubjectUniverse(
        Dictionary<SubjectKey, Subject> before,
        Dictionary<SubjectKey, Subject> after,
        Dictionary<SubjectKey, IReadOnlyList<ShopFact>> changes) => (this.before, this.after, this.changes) = (before, after, changes);

    /// <summary>The subjects that the batch changes, as it leaves them.</summary>
    internal IReadOnlyList<KeyValuePair<SubjectKey, Subject>> Changed => [.. changes.Keys.Select(key => KeyValuePair.Create(key, after[key]))];

    /// <summary>What changed subjects are found by now and were not before.</summary>
    internal IReadOnlyList<(SubjectLink Link, string Id)> NewTies =>
    [
        .. from key in changes.Keys
           from link in after[key].Links(key).Except(before.GetValueOrDefault(key, Subject.Unknown).Links(key))
           select (link, key.Id),
    ];

    /// <summary>What the batch makes of the subjects that it names.</summary>
    internal static async Task<SubjectUniverse> LoadAsync(
        NpgsqlTransaction transaction,
        IReadOnlyDictionary<SubjectKey, List<ShopFact>> batch,
        Func<string, FactBonds> bonds,
        CancellationToken cancellation)
    {
        var before = await SubjectStore.LoadAsync(transaction, [.. batch.Keys], cancellation);
        var after = new Dictionary<SubjectKey, Subject>(before);
        var changes = new Dictionary<SubjectKey, IReadOnlyList<ShopFact>>();
        foreach (var (key, facts) in batch)
        {
            var known = before.GetValueOrDefault(key, Subject.Unknown);
            var with = known.With(key.Kind, facts);
            if (!ReferenceEquals(known, with))
            {
                after[key] = with;
                changes.Add(key, [.. with.Facts.Except(known.Facts)]);
            }
        }

        var tied = await TiedAsync(transaction, changes.Keys.Select(key => (key, after[key])), bonds, cancellation);
        foreach (var (key, subject) in await SubjectStore.LoadAsync(transaction, [.. tied.Except(after.Keys)], cancellation))
        {
            before.Add(key, subject);
            after.Add(key, subject);
        }

        return new SubjectUniverse(before, after, changes);
    }

    /// <summary>The subjects in groups that count by themselves; those without a change are left out.</summary>
    internal IEnumerable<SubjectGroup> Groups(Func<string, FactBonds> bonds)
    {
        var groups = new SubjectTies(after.Keys);
        foreach (var (key, subject) in after)
        {
            groups.Tie(key, subject, bonds(key.Shop.Platform));
        }

        foreach (var group in groups.All())
        {
            var added = group.Where(changes.ContainsKey).SelectMany(key => changes[key]).ToList();
            if (added.Count > 0)
            {
                yield return new SubjectGroup(
                    group[0].Shop,
                    ShopFacts.Of(group.SelectMany(key => before.GetValueOrDefault(key, Subject.Unknown).Facts)),
                    ShopFacts.Of(group.SelectMany(key => after[key].Facts)),
                    added);
            }
        }
    }

    private static async Task<HashSet<SubjectKey>> TiedAsync(
        NpgsqlTransaction transaction,
        IEnumerable<(SubjectKey Key, Subject Subject)> changed,
        Func<string, FactBonds> bonds,
        CancellationToken cancellation)
    {
        var (keys, links) = (new HashSet<SubjectKey>(), new HashSet<SubjectLink>());
        foreach (var (key, subject) in changed)
        {
            var (shop, bond) = (key.Shop, bonds(key.Shop.Platform));
            switch (key.Kind)
            {
                case SubjectKind.Order when bond.DealsOfBuyer || bond.SigningOfOrder:
                    links.UnionWith(bond.DealsOfBuyer ? subject.Buyers.Select(b => SubjectLink.ToBuyer(shop, b, SubjectKind.Order)) : []);
                    links.UnionWith(bond.SigningOfOrder ? [SubjectLink.ToOrder(shop, key.Id, SubjectKind.AfterSales)] : []);
                    break;
                case SubjectKind.AfterSales when bond.SigningOfOrder:
                    keys.UnionWith(subject.Orders.Select(order => new SubjectKey(shop, SubjectKind.Order, order)));
                    break;
                case SubjectKind.Rating when bond.ReportsOfBuyer:
                    keys.UnionWith(subject.Buyers.Select(buyer => new SubjectKey(shop, SubjectKind.Buyer, buyer)));
                    break;
                case SubjectKind.Buyer when bond.ReportsOfBuyer:
                    links.Add(SubjectLink.ToBuyer(shop, key.Id, SubjectKind.Rating));
                    break;
            }
        }

        keys.UnionWith(await SubjectStore.LinkedAsync(transaction, links, cancellation));
        return keys;
    }
}
