using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Conduct;

/// <summary>Goes through a ledger's incidents, earliest first, and knows what was added before.</summary>
internal sealed class PointCount
{
    private readonly Dictionary<(ConductClass Class, Period Period), int> added = [];
    private int counted;

    public PointLine Next(ConductIncident incident, PointTerms? terms, bool isTakenBack)
    {
        var item = terms?.Items.FirstOrDefault(known => known.Key == incident.Item);
        if (isTakenBack || terms is null || item is null)
        {
            return new PointLine(incident, item, null, 0, isTakenBack ? PointReason.TakenBack : PointReason.NoRule, []);
        }

        if (++counted <= terms.WarningsFirst)
        {
            return new PointLine(incident, item, null, 0, PointReason.Warned, [ConductMeasure.Warning]);
        }

        var (points, reason) = Points(incident, item);
        if (points is not { } asked)
        {
            return new PointLine(incident, item, null, 0, reason, item.Measures);
        }

        var most = Math.Min(asked, Room(incident, item, terms));
        Add(incident, item, terms, most);
        var outcome = most == asked ? PointReason.Added : most == 0 ? PointReason.Capped : PointReason.PartlyCapped;
        return new PointLine(incident, item, asked, most, outcome, item.Measures);
    }

    private static (int? Points, PointReason Reason) Points(ConductIncident incident, ConductItem item)
    {
        if (item.Range is not { } range)
        {
            return (item.Points, PointReason.NoPointsStated);
        }

        var chosen = incident.ChosenPoints ?? item.Points;
        return chosen is null ? (null, PointReason.NotChosen)
            : chosen < range.Lowest || chosen > range.Highest ? (null, PointReason.ChosenOutOfRange)
            : (chosen, PointReason.Added);
    }

    private int Room(ConductIncident incident, ConductItem item, PointTerms terms) => Cap(item, terms) is { } cap
        ? Math.Max(0, cap.Points - added.GetValueOrDefault((cap.Class, PointPeriods.Of(incident.OccurredAt, cap.Period))))
        : int.MaxValue;

    private void Add(ConductIncident incident, ConductItem item, PointTerms terms, int points)
    {
        if (Cap(item, terms) is { } cap)
        {
            var place = (cap.Class, PointPeriods.Of(incident.OccurredAt, cap.Period));
            added[place] = added.GetValueOrDefault(place) + points;
        }
    }

    private static PointCap? Cap(ConductItem item, PointTerms terms) => terms.Caps.FirstOrDefault(cap => cap.Class == item.Class);
}
