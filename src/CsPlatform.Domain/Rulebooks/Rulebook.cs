using NodaTime;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// One platform's rules as they held from one day to another: immutable data, validated whole when it was read.
/// </summary>
/// <param name="Platform">String key of the platform.</param>
/// <param name="Version">First day it holds, which is also its name.</param>
/// <param name="EndsBefore">First day it no longer holds; null = holds until further notice.</param>
/// <param name="Hash">SHA-256 of the canonical bytes, lower-case hex.</param>
/// <param name="NameZh">The platform's own name.</param>
/// <param name="CloseAfterDayEnd">How long after a day's end its figures stay open; null = closed on command only.</param>
/// <param name="Metrics">The metrics, by id.</param>
/// <param name="Ladders">Sanction ladders, one per assessed metric.</param>
/// <param name="HostedServiceFee">What makes official service chargeable; null = nothing is.</param>
public sealed record Rulebook(
    string Platform,
    LocalDate Version,
    LocalDate? EndsBefore,
    string Hash,
    string NameZh,
    Duration? CloseAfterDayEnd,
    IReadOnlyList<MetricRule> Metrics,
    IReadOnlyList<SanctionLadder> Ladders,
    HostedServiceFeeRule? HostedServiceFee)
{
    /// <summary>
    /// What its source does not say and this system had to assume, each in a sentence. Shown with every explanation.
    /// </summary>
    public IReadOnlyList<string> Assumptions { get; init; } = [];

    /// <summary>Every rule, whether it is executed or not, in the order of the file.</summary>
    public IReadOnlyList<RuleEntry> Contents { get; init; } = [];

    /// <summary>Scores that are put together from metrics.</summary>
    public IReadOnlyList<ScoreRule> Scores { get; init; } = [];

    /// <summary>What is due by a time.</summary>
    public IReadOnlyList<ObligationRule> Obligations { get; init; } = [];

    /// <summary>Fines, liquidated damages and compensations.</summary>
    public IReadOnlyList<AmountRule> Amounts { get; init; } = [];

    /// <summary>What is allowed and what is refused.</summary>
    public IReadOnlyList<EligibilityRule> Eligibilities { get; init; } = [];

    /// <summary>What may not be said or done.</summary>
    public IReadOnlyList<ConductRule> Conducts { get; init; } = [];

    /// <summary>Programmes that shops are admitted to.</summary>
    public IReadOnlyList<ProgrammeRule> Programmes { get; init; } = [];

    /// <summary>How agents are paid.</summary>
    public IReadOnlyList<AgentPayRule> AgentPays { get; init; } = [];

    /// <summary>Whether it holds on that day.</summary>
    public bool HoldsOn(LocalDate day) => Version <= day && (EndsBefore is not { } end || day < end);

    /// <summary>The metric of that id; null when this rulebook has none.</summary>
    public MetricRule? FindMetric(string id) => Metrics.FirstOrDefault(metric => metric.Id == id);

    /// <summary>A citation of one of its rules.</summary>
    public RuleCitation Cite(string ruleId, string source) => new(Platform, Version.ToString("R", null), Hash, ruleId, source);
}
