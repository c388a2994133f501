using NodaTime;

namespace CsPlatform.Domain.Sanctions.Programmes;

/// <summary>What can move a membership. The closed list of triggers.</summary>
/// <param name="EffectiveOn">The day on which it happens.</param>
public abstract record ProgrammeTrigger(LocalDate EffectiveOn);

/// <summary>The shop applies.</summary>
/// <param name="AppliedOn">The day.</param>
/// <param name="Figures">What is known of the shop on it.</param>
public sealed record Applied(LocalDate AppliedOn, KnownFigures Figures) : ProgrammeTrigger(AppliedOn);

/// <summary>New figures of the shop are known.</summary>
/// <param name="FoundOn">The day.</param>
/// <param name="Figures">What is known of the shop on it.</param>
public sealed record FiguresFound(LocalDate FoundOn, KnownFigures Figures) : ProgrammeTrigger(FoundOn);

/// <summary>A person answered the proposal that stands: a removal or a ban for good.</summary>
/// <param name="AnsweredOn">The day.</param>
/// <param name="IsApproved">Whether it is carried out.</param>
public sealed record ProposalSettled(LocalDate AnsweredOn, bool IsApproved) : ProgrammeTrigger(AnsweredOn);

/// <summary>A violation for which the shop is banned was upheld.</summary>
/// <param name="UpheldOn">The day.</param>
/// <param name="Goods">Names of the goods it concerns.</param>
public sealed record BanUpheld(LocalDate UpheldOn, IReadOnlyList<string> Goods) : ProgrammeTrigger(UpheldOn);

/// <summary>The platform granted the application to lift a ban (禁封消除).</summary>
/// <param name="LiftedOn">The day.</param>
public sealed record BanLifted(LocalDate LiftedOn) : ProgrammeTrigger(LiftedOn);

/// <summary>A natural day has begun.</summary>
/// <param name="Day">The day.</param>
public sealed record DayBegan(LocalDate Day) : ProgrammeTrigger(Day);
