using CsPlatform.Domain.Clocks;
using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using CsPlatform.Metrics.Storage;
using NodaTime;

namespace CsPlatform.Metrics.Board;

/// <summary>What the running clocks of a shop say of its open turns.</summary>
internal static class OpenTurns
{
    /// <summary>Consultations of a period that wait under a metric's limit and are not yet late under it.</summary>
    public static long UnitsOf(OpenClocks open, MetricRule metric, FigurePeriod period, Instant now) => open.Clocks
        .Where(one => one.Subject.Kind == ClockKind.Turn
            && one.Clock.Key.RuleId == metric.Id
            && one.Clock.Key.DueAt >= now
            && period.Days.Contains(ChinaTime.Day(one.Clock.Key.ArmedAt)))
        .Select(one => one.Subject.SubjectId)
        .Distinct(StringComparer.Ordinal)
        .LongCount();

    /// <summary>Open turns by the sub-account that holds them, each once whatever metrics run against it.</summary>
    public static IReadOnlyDictionary<string, long> ByAgent(OpenClocks open) => open.Clocks
        .Where(one => one.Subject.Kind == ClockKind.Turn)
        .Select(one => (Agent: one.Clock.AgentId.Length == 0 ? Contact.Unassigned : one.Clock.AgentId, one.Subject.SubjectId, one.Clock.Key.ArmedBy))
        .Distinct()
        .GroupBy(turn => turn.Agent, StringComparer.Ordinal)
        .ToDictionary(agent => agent.Key, agent => agent.LongCount(), StringComparer.Ordinal);
}
