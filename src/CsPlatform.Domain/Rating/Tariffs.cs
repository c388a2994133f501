using NodaTime;

namespace CsPlatform.Domain.Rating;

/// <summary>One platform's tariffs, by their first day. No two start on the same day.</summary>
public sealed class Tariffs
{
    private readonly Tariff[] byFirstDay;

    /// <exception cref="ArgumentException">Two tariffs start on the same day.</exception>
    public Tariffs(IEnumerable<Tariff> tariffs)
    {
        byFirstDay = [.. tariffs.OrderBy(tariff => tariff.EffectiveFrom)];
        for (var i = 1; i < byFirstDay.Length; i++)
        {
            if (byFirstDay[i - 1].EffectiveFrom == byFirstDay[i].EffectiveFrom)
            {
                throw new ArgumentException($"Two tariffs start on {byFirstDay[i].EffectiveFrom:R}.", nameof(tariffs));
            }
        }
    }

    /// <summary>No tariff at all.</summary>
    public static Tariffs None { get; } = new([]);

    /// <summary>The tariffs, oldest first.</summary>
    public IReadOnlyList<Tariff> All => byFirstDay;

    /// <summary>The tariff in force on a day: the one with the latest first day up to it; null = none.</summary>
    public Tariff? InForceOn(LocalDate day) => Array.FindLast(byFirstDay, tariff => tariff.EffectiveFrom <= day);

    /// <summary>The day on which the first tariff after <paramref name="day"/> takes over; null = none does.</summary>
    public LocalDate? NextAfter(LocalDate day) => Array.Find(byFirstDay, tariff => tariff.EffectiveFrom > day)?.EffectiveFrom;
}
