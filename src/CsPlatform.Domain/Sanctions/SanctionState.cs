using CsPlatform.Domain.Primitives;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Sanctions;

/// <summary>How a shop stands in one metric. The closed list of states.</summary>
public abstract record SanctionState;

/// <summary>No penalty runs: figures are assessed.</summary>
public sealed record Assessed : SanctionState;

/// <summary>Course and exam are assigned and the deadline has not passed.</summary>
/// <param name="Case">The case.</param>
/// <param name="PushedOn">Day of the push, inclusive.</param>
/// <param name="FailsOn">First day on which an exam that was not passed counts as failed, exclusive.</param>
public sealed record Studying(OpenCase Case, LocalDate PushedOn, LocalDate FailsOn) : SanctionState;

/// <summary>The traffic limit runs.</summary>
/// <param name="Case">The case.</param>
/// <param name="Limit">The days of the limit.</param>
public sealed record Limited(OpenCase Case, Period Limit) : SanctionState;
