using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Conduct;

/// <summary>What a ledger comes to, incident by incident.</summary>
/// <param name="Lines">A line per incident, earliest first, also for those taken back or unknown to the rule.</param>
public sealed record PointStatement(IReadOnlyList<PointLine> Lines)
{
    /// <summary>All points added.</summary>
    public int Total => Lines.Sum(line => line.Added);

    /// <summary>The points that incidents of a class added.</summary>
    public int Sum(ConductClass ofClass) => Of(ofClass).Sum(line => line.Added);

    /// <summary>The points that incidents of a class on the days of a period added.</summary>
    public int Sum(ConductClass ofClass, Period period) =>
        Of(ofClass).Where(line => period.Contains(Day(line))).Sum(line => line.Added);

    /// <summary>The nodes of the rule that are reached by the end of that day, in the order of the rule.</summary>
    public IReadOnlyList<PointNode> Reached(PointTerms terms, LocalDate on) => [.. terms.Nodes.Where(node => Reaches(node, on))];

    private bool Reaches(PointNode node, LocalDate on)
    {
        var lines = Lines.Where(line => line.Counts && Day(line) <= on && IsOf(node, line)
            && (node.Period is not { } period || PointPeriods.Of(on, period).Contains(Day(line)))).ToList();
        return node.Points is { } points ? lines.Sum(line => line.Added) >= points : lines.Count >= node.Incidents;
    }

    private static bool IsOf(PointNode node, PointLine line) =>
        node.Class is { } ofClass ? line.Item?.Class == ofClass : line.Incident.Item == node.Item;

    private static LocalDate Day(PointLine line) => ChinaTime.Day(line.Incident.OccurredAt);

    private IEnumerable<PointLine> Of(ConductClass ofClass) => Lines.Where(line => line.Item?.Class == ofClass);
}
