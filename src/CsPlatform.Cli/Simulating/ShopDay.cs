using System.Globalization;
using CsPlatform.Common.V1;
using CsPlatform.Ingestion.V1;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Cli.Simulating;

/// <summary>Makes what begins in one shop on one day; it may go on behind the day.</summary>
internal sealed class ShopDay(SimulatedShop shop, DateOnly day, int number, Action<Event, DateOnly> deliver)
{
    public const string Source = "simulation";

    private const long HourMillis = 3_600_000;
    private const int OutageDay = 11;
    private const int SalesDay = 17;

    // How consultations spread over the hours of a day, in thousandths: quiet nights, peaks before noon, after it and in the evening.
    private static readonly int[] Hours =
        [12, 8, 5, 4, 4, 6, 12, 22, 40, 58, 70, 66, 52, 54, 62, 64, 62, 56, 50, 58, 72, 74, 56, 33];

    private readonly SeededRandom random = shop.Chance(number + 1);
    private int events;

    public SimulatedShop Shop => shop;

    public SeededRandom Random => random;

    public DateOnly Day => day;

    /// <summary>Whether this is the day on which everything goes wrong.</summary>
    public bool IsBad => number == shop.BadDay;

    /// <summary>Hands every event to whom it is delivered, with the day on which it arrives.</summary>
    public void Make()
    {
        if (number % 30 == OutageDay && Percent(20))
        {
            LeaveOutage();
        }

        (string Buyer, long EndedAt)? last = null;
        var count = Count();
        for (var i = 0; i < count; i++)
        {
            var startsAt = StartOfDay(day) + Time();
            var buyer = Percent(2) ? "" : $"buyer-{random.Below(shop.Buyers)}";
            if (last is { } before && Percent(6))
            {
                // The same buyer comes back soon, about as often within ten minutes as after them.
                (buyer, startsAt) = (before.Buyer, before.EndedAt + random.Below(20 * 60_000));
            }

            var talk = new TalkMaker(this, string.Create(CultureInfo.InvariantCulture, $"{day:yyyyMMdd}-{i:0000}"), buyer, startsAt);
            last = (buyer, talk.Make());
        }
    }

    /// <summary>True in so many of a hundred draws.</summary>
    public bool Percent(int percent) => random.Chance(percent);

    /// <summary>True in so many of a thousand draws.</summary>
    public bool Permille(int permille) => random.Below(1_000) < permille;

    /// <summary>
    /// An event of that time, in milliseconds since 1970. Most arrive at once, a few one or two days late.
    /// </summary>
    /// <returns>Its id.</returns>
    public string Add(long at, Action<Event> fill)
    {
        var made = new Event
        {
            Source = Source,
            EventId = string.Create(CultureInfo.InvariantCulture, $"{day:yyyyMMdd}-{events++:000000}"),
            Shop = new ShopKey { Platform = shop.Platform, ShopId = shop.Id },
            OccurredAt = At(at),
        };
        fill(made);
        deliver(made, DayOf(at).AddDays(Permille(8) ? random.Between(1, 3) : 0));
        return made.EventId;
    }

    /// <summary>The natural day of an instant, in China Standard Time.</summary>
    public static DateOnly DayOf(long at) =>
        DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(at).ToOffset(TimeSpan.FromHours(8)).DateTime);

    /// <summary>The first instant of a day.</summary>
    public static long StartOfDay(DateOnly day) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)).ToUnixTimeMilliseconds();

    private static Timestamp At(long millis) => Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(millis));

    // The platform did not work from 14:00 to 14:40: two days later what started then is left out.
    private void LeaveOutage()
    {
        var from = StartOfDay(day) + (14 * HourMillis);
        var span = new TimeRange { From = At(from), Until = At(from + (HourMillis * 2 / 3)) };
        Add(from + (45 * HourMillis), e => e.ExclusionDecided = new ExclusionDecided
        {
            Span = span, Reason = ExclusionReason.Outage, DecidedBy = "platform",
        });
    }

    // A fifth more at weekends, and three times as much on one day of sales.
    private long Count()
    {
        var thousandths = shop.TalksPerDay
            * (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 12 : 10) / 10
            * (number % 30 == SalesDay ? 3 : 1);
        return (thousandths / 1_000) + (random.Below(1_000) < thousandths % 1_000 ? 1 : 0);
    }

    private long Time()
    {
        var chance = random.Below(1_000);
        for (var hour = 0; hour < Hours.Length; hour++)
        {
            if ((chance -= Hours[hour]) < 0)
            {
                return (hour * HourMillis) + random.Below((int)HourMillis);
            }
        }

        return random.Below((int)HourMillis);
    }
}
