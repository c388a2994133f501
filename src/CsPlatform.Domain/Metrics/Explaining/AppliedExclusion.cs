using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics.Explaining;

/// <summary>Something that a decision takes out of figures.</summary>
/// <param name="Target">What: "consultation ID", "message SOURCE/ID", "buyer ID" or "span FROM to UNTIL".</param>
/// <param name="Reason">Why, by the name of the reason; REPORT_UPHELD for a report of the shop.</param>
/// <param name="By">Who decided it; empty: the platform, on a report.</param>
/// <param name="At">When, by the source's clock.</param>
/// <param name="Event">The event.</param>
public sealed record AppliedExclusion(string Target, string Reason, string By, Instant At, EventKey Event);
