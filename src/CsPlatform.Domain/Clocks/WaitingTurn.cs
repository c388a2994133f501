using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Clocks;

/// <summary>A buyer's message as a rule with a time limit judges it.</summary>
/// <param name="Rulebook">The rulebook in force on the day that it counts on.</param>
/// <param name="Metric">The rule.</param>
/// <param name="Turn">The message, judged.</param>
public sealed record WaitingTurn(Rulebook Rulebook, MetricRule Metric, Turn Turn)
{
    /// <summary>
    /// Whether an answer is due and could still come: what was sent to offline messages, taken over by another agent or answered after
    /// the platform had closed it is missed for good, and nobody waits.
    /// </summary>
    public bool Waits => Turn is { InScope: true, DueAt: not null, Reason: TurnReason.Unanswered or TurnReason.AnsweredByMachineOnly };
}
