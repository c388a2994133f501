namespace CsPlatform.Domain.Rating;

/// <summary>Usage with what became of it: the state that a shop's book keeps per usage.</summary>
/// <param name="Judged">The usage as it was judged last.</param>
/// <param name="Decision">What became of it.</param>
/// <param name="Standing">The charge that stands; set exactly when the decision is rated.</param>
/// <param name="Bookings">How often it has been charged, reversed charges included.</param>
public sealed record UsageRecord(JudgedUsage Judged, UsageDecision Decision, Charge? Standing, int Bookings);
