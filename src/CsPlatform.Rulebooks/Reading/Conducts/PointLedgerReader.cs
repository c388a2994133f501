using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates point ledgers.</summary>
internal static class PointLedgerReader
{
    private const int MostPoints = 1000;

    public static PointTerms Read(V1.PointLedger ledger, Place place)
    {
        if (ledger.Items.Count == 0)
        {
            place.Field("items").Fault("is required; give at least one deed");
        }

        Once(ledger.Items.Select(item => item.Key), i => place.Item("items", i).Field("key"));
        Once(ledger.Caps.Select(cap => cap.Class), i => place.Item("caps", i).Field("class"));
        return new PointTerms(
            [.. ledger.Items.Select((item, i) => Item(item, place.Item("items", i)))],
            [.. ledger.Caps.Select((cap, i) => Cap(cap, place.Item("caps", i)))],
            [.. ledger.Nodes.Select((node, i) => Node(node, ledger, place.Item("nodes", i)))],
            ledger.HasWarningsFirst ? place.Range("warningsFirst", ledger.WarningsFirst, 1, MostPoints) : null);
    }

    private static ConductItem Item(V1.ConductItem item, Place place)
    {
        var range = Range(item.Range, place.Field("range"));
        var points = item.HasPoints ? place.Range("points", item.Points, 1, MostPoints) : (int?)null;
        if (range is not null && (points < range.Lowest || points > range.Highest))
        {
            place.Field("points").Fault($"{points} lies outside the range; write {range.Lowest} to {range.Highest}");
        }

        return new ConductItem(
            place.Key("key", item.Key),
            place.Text("nameZh", item.NameZh),
            place.Text("nameEn", item.NameEn),
            item.HasClass ? place.Choice<V1.ConductClass, ConductClass>("class", item.Class) : null,
            points,
            range,
            [.. item.Measures.Select((measure, i) => Measure(measure, place.Item("measures", i)))],
            item.HasOrigin ? place.Choice<V1.ConductOrigin, ConductOrigin>("origin", item.Origin) : null);
    }

    private static PointRange? Range(V1.PointRange? range, Place place)
    {
        if (range is null)
        {
            return null;
        }

        var lowest = place.Range("lowest", range.Lowest, 1, MostPoints);
        return new PointRange(lowest, place.Range("highest", range.Highest, lowest + 1, MostPoints));
    }

    private static PointCap Cap(V1.PointCap cap, Place place) => new(
        place.Choice<V1.ConductClass, ConductClass>("class", cap.Class),
        place.Choice<V1.PointPeriod, PointPeriod>("period", cap.Period),
        place.Range("points", cap.Points, 1, MostPoints));

    private static PointNode Node(V1.PointNode node, V1.PointLedger ledger, Place place)
    {
        var known = ledger.Items.Select(item => item.Key).ToHashSet();
        if (node.OfCase == V1.PointNode.OfOneofCase.Item)
        {
            RuleIds.Check(known, node.Item, place.Field("item"));
        }
        else if (node.OfCase == V1.PointNode.OfOneofCase.None)
        {
            place.Fault("sums nothing; give one of class, item");
        }

        var reached = node.ReachedAtCase;
        if (reached == V1.PointNode.ReachedAtOneofCase.None)
        {
            place.Fault("is never reached; give one of points, incidents");
        }

        return new PointNode(
            place.Text("nameZh", node.NameZh),
            place.Text("nameEn", node.NameEn),
            node.HasClass ? place.Choice<V1.ConductClass, ConductClass>("class", node.Class) : null,
            node.HasItem ? node.Item : null,
            node.HasPoints ? place.Range("points", node.Points, 1, MostPoints) : null,
            node.HasIncidents ? place.Range("incidents", node.Incidents, 1, MostPoints) : null,
            node.HasPeriod ? place.Choice<V1.PointPeriod, PointPeriod>("period", node.Period) : null,
            place.Choice<V1.ConductMeasure, ConductMeasure>("measure", node.Measure));
    }

    private static ConductMeasure Measure(V1.ConductMeasure measure, Place place)
    {
        if (measure == V1.ConductMeasure.Unspecified)
        {
            place.Fault("name one of the schema's values");
        }

        return (ConductMeasure)(int)measure;
    }

    private static void Once<T>(IEnumerable<T> values, Func<int, Place> place)
        where T : notnull
    {
        var known = new HashSet<T>();
        foreach (var (value, i) in values.Select((value, i) => (value, i)))
        {
            if (!known.Add(value))
            {
                place(i).Fault($"\"{value}\" stands here twice; keep one");
            }
        }
    }
}
