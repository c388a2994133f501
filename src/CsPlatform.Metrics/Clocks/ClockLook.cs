using CsPlatform.Domain.Timelines;
using CsPlatform.Metrics.Storage;

namespace CsPlatform.Metrics.Clocks;

/// <summary>A consultation whose clocks may have changed.</summary>
/// <param name="Key">Which.</param>
/// <param name="Timeline">As it is.</param>
/// <param name="Around">What else its turns are judged by: the buyer's consultations, this one among them, and what concerns the shop.</param>
/// <param name="MayHaveClocks">Whether it can have any yet.</param>
/// <param name="Last">The newest event that bears on it.</param>
internal sealed record ClockLook(TimelineKey Key, Timeline Timeline, ShopHistory Around, bool MayHaveClocks, TimelineEntry Last);
