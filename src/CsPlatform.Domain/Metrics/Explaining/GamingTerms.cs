using NodaTime;

namespace CsPlatform.Domain.Metrics.Explaining;

/// <summary>From when on something is shown as a sign. No source states such limits: they are the operator's choice.</summary>
/// <param name="BurstConsultations">So many consultations of one buyer make a burst, 2 or more.</param>
/// <param name="BurstWithin">When they start within this time of each other.</param>
public sealed record GamingTerms(int BurstConsultations, Duration BurstWithin);
