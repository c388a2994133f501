namespace CsPlatform.Domain.Rulebooks;

/// <summary>What a ladder judges. The closed list.</summary>
public abstract record LadderSubject;

/// <summary>The figures of a metric.</summary>
public sealed record MetricSubject(string MetricId) : LadderSubject;

/// <summary>The values of a score, each an exact pair of numbers.</summary>
public sealed record ScoreSubject(string ScoreId, string NameZh, string NameEn) : LadderSubject;

/// <summary>A figure that is measured outside this system.</summary>
public sealed record OutsideSubject(string Key, string NameZh, string NameEn) : LadderSubject;

/// <summary>Several figures of one period together: requirements missed over requirements with data.</summary>
/// <param name="Requirements">The requirements; their order is that of the findings.</param>
/// <param name="MissesToFail">How many missed ones make the period a missed one, from 1.</param>
public sealed record RequirementSubject(IReadOnlyList<Requirement> Requirements, int MissesToFail) : LadderSubject;

/// <summary>Upheld incidents of these grades.</summary>
public sealed record IncidentSubject(IReadOnlyList<IncidentGrade> Grades) : LadderSubject;
