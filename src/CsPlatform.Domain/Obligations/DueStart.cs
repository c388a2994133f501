using NodaTime;

namespace CsPlatform.Domain.Obligations;

/// <summary>What a due time is counted from.</summary>
/// <param name="At">The instant.</param>
/// <param name="TimeKnown">Whether its time of day is known; otherwise only its natural day counts.</param>
/// <param name="TermDays">
/// A number of days that was promised for this case, 0 to <see cref="LongestTermDays"/>; null, or another number = none.
/// </param>
public sealed record DueStart(Instant At, bool TimeKnown = true, int? TermDays = null)
{
    /// <summary>Longest promise that is taken, ten years.</summary>
    public const int LongestTermDays = 3660;
}
