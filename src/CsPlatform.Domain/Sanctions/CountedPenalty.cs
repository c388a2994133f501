using NodaTime;

namespace CsPlatform.Domain.Sanctions;

/// <summary>A penalty that counts against the month it started in, however long it runs.</summary>
/// <param name="CaseId">The case it opened.</param>
/// <param name="Month">The month.</param>
public sealed record CountedPenalty(string CaseId, YearMonth Month);
