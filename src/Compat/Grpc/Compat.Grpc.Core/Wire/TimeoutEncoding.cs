using System.Globalization;

namespace Grpc.Wire;

/// <summary>grpc-timeout: at most eight digits and a unit (H M S m u n).</summary>
internal static class TimeoutEncoding
{
    private const long MaxDigits = 99_999_999;
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMillisecond / 1000;

    /// <summary>False for anything that is not of the form. Eight digits of hours, 11 415 years, fit into TimeSpan.</summary>
    public static bool TryDecode(string? value, out TimeSpan timeout)
    {
        timeout = default;
        if (value is null || value.Length is < 2 or > 9
            || !long.TryParse(value.AsSpan(0, value.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
        {
            return false;
        }

        timeout = value[^1] switch
        {
            'n' => TimeSpan.FromTicks(DivideUp(amount, 100)),
            'u' => TimeSpan.FromTicks(amount * TicksPerMicrosecond),
            'm' => TimeSpan.FromTicks(amount * TimeSpan.TicksPerMillisecond),
            'S' => TimeSpan.FromTicks(amount * TimeSpan.TicksPerSecond),
            'M' => TimeSpan.FromTicks(amount * TimeSpan.TicksPerMinute),
            'H' => TimeSpan.FromTicks(amount * TimeSpan.TicksPerHour),
            _ => TimeSpan.MinValue,
        };
        return timeout != TimeSpan.MinValue;
    }

    /// <summary>
    /// Rounds up to the finest unit that eight digits can hold, so that the peer never gives up first; at most 99999999H;
    /// negative is 1n.
    /// </summary>
    public static string Encode(TimeSpan timeout)
    {
        var ticks = timeout.Ticks;
        if (ticks <= 0)
        {
            return "1n";
        }

        ReadOnlySpan<(long Unit, char Suffix)> units =
        [
            (TicksPerMicrosecond, 'u'), (TimeSpan.TicksPerMillisecond, 'm'), (TimeSpan.TicksPerSecond, 'S'),
            (TimeSpan.TicksPerMinute, 'M'),
        ];
        foreach (var (unit, suffix) in units)
        {
            var amount = DivideUp(ticks, unit);
            if (amount <= MaxDigits)
            {
                return Format(amount, suffix);
            }
        }

        return Format(Math.Min(DivideUp(ticks, TimeSpan.TicksPerHour), MaxDigits), 'H');
    }

    private static long DivideUp(long value, long divisor) => (value / divisor) + (value % divisor == 0 ? 0 : 1);

    private static string Format(long amount, char suffix) =>
        string.Create(CultureInfo.InvariantCulture, $"{amount}{suffix}");
}
