using NodaTime;

namespace CsPlatform.Domain.Sanctions.Statements;

/// <summary>Until when a decision may be appealed. No rulebook states it: the operator's configuration does.</summary>
/// <param name="DaysToFile">Natural days from the day of effect, that day included; null = no deadline is configured.</param>
public sealed record AppealTerms(int? DaysToFile)
{
    /// <summary>The first day on which an appeal comes too late; null = there is no deadline.</summary>
    public LocalDate? EndsBefore(LocalDate effectiveFrom) => DaysToFile is { } days ? effectiveFrom.PlusDays(days) : null;
}
