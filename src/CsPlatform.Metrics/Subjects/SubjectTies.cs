using CsPlatform.Domain.Metrics;
using CsPlatform.Metrics.Storage;

namespace CsPlatform.Metrics.Subjects;

/// <summary>Parts subjects into groups of which each counts by itself: tied by buyers and orders where the rules tie them.</summary>
internal sealed class SubjectTies(IEnumerable<SubjectKey> subjects)
{
    private readonly Dictionary<object, object> above = subjects.ToDictionary(key => (object)key, key => (object)key);

    /// <summary>Ties a subject to what its facts name.</summary>
    internal void Tie(SubjectKey key, Subject subject, FactBonds bonds)
    {
        switch (key.Kind)
        {
            case SubjectKind.Order:
                TieIf(bonds.DealsOfBuyer, key, subject.Buyers.Select(buyer => SubjectLink.ToBuyer(key.Shop, buyer, SubjectKind.Order)));
                TieIf(bonds.SigningOfOrder, key, [SubjectLink.ToOrder(key.Shop, key.Id, SubjectKind.AfterSales)]);
                break;
            case SubjectKind.AfterSales:
                TieIf(bonds.SigningOfOrder, key, subject.Links(key));
                break;
            case SubjectKind.Rating:
                TieIf(bonds.ReportsOfBuyer, key, subject.Links(key));
                break;
            case SubjectKind.Buyer:
                TieIf(bonds.ReportsOfBuyer, key, [SubjectLink.ToBuyer(key.Shop, key.Id, SubjectKind.Rating)]);
                break;
        }
    }

    /// <summary>The groups.</summary>
    internal IEnumerable<IReadOnlyList<SubjectKey>> All() =>
        above.Keys.OfType<SubjectKey>().GroupBy(key => Top(key)).Select(group => (IReadOnlyList<SubjectKey>)[.. group]);

    private void TieIf(bool isTied, SubjectKey key, IEnumerable<SubjectLink> links)
    {
        foreach (var link in isTied ? links : [])
        {
            above.TryAdd(link, link);
            above[Top(link)] = Top(key);
        }
    }

    private object Top(object of)
    {
        while (!above[of].Equals(of))
        {
            above[of] = above[above[of]];
            of = above[of];
        }

        return of;
    }
}
