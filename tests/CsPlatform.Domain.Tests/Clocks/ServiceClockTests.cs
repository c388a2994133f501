using CsPlatform.Domain.Primitives;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;

namespace CsPlatform.Domain.Tests.Clocks;

public class ServiceClockTests
{
    private static readonly ServiceClock Day = new(new LocalTime(9, 0), new LocalTime(21, 0));

    [Theory]
    [InlineData("2022-06-01 20:55:00", "2022-06-02 09:10:00", 15 * 60)]
    [InlineData("2022-06-01 22:00:00", "2022-06-02 09:15:00", 15 * 60)]
    [InlineData("2022-06-01 10:00:00", "2022-06-01 10:20:00", 20 * 60)]
    [InlineData("2022-06-01 21:00:00", "2022-06-02 09:00:00", 0)]
    [InlineData("2022-06-30 20:59:59", "2022-07-01 09:00:01", 2)]
    [InlineData("2022-06-01 03:00:00", "2022-06-04 03:00:00", 3 * 12 * 3600)]
    [InlineData("2022-06-01 10:20:00", "2022-06-01 10:00:00", -20 * 60)]
    [InlineData("1969-12-31 20:59:00", "1970-01-01 09:01:00", 120)]
    public void It_runs_in_its_hours_only(string from, string until, int seconds) =>
        Assert.Equal(Duration.FromSeconds(seconds), Day.Elapsed(At(from), At(until)));

    [Theory]
    [InlineData("2022-06-01 20:55:00", "2022-06-02 09:15:00", "2022-06-02 09:15:00")]
    [InlineData("2022-06-01 22:00:00", "2022-06-02 09:20:00", "2022-06-02 09:20:00")]
    [InlineData("2022-06-01 08:00:00", "2022-06-01 09:20:00", "2022-06-01 09:20:00")]
    [InlineData("2022-06-01 20:40:00", "2022-06-01 21:00:00", "2022-06-02 09:00:00")]
    [InlineData("1969-12-31 20:50:00", "1970-01-01 09:10:00", "1970-01-01 09:10:00")]
    public void Twenty_minutes_run_out_first_and_last_at(string from, string first, string last)
    {
        Assert.Equal(At(first), Day.FirstAfter(At(from), Duration.FromMinutes(20)));
        Assert.Equal(At(last), Day.LastWithin(At(from), Duration.FromMinutes(20)));
    }

    [Fact]
    public void Open_all_day_it_is_an_ordinary_clock()
    {
        var always = new ServiceClock(LocalTime.Midnight, null);
        var from = At("2022-02-28 23:50:00");

        Assert.Equal(Duration.FromHours(48), always.Elapsed(from, from + Duration.FromHours(48)));
        Assert.Equal(from + Duration.FromMinutes(10), always.FirstAfter(from, Duration.FromMinutes(10)));
        Assert.Equal(from + Duration.FromMinutes(10), always.LastWithin(from, Duration.FromMinutes(10)));
    }

    [Fact]
    public void Hours_that_end_before_they_start_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => new ServiceClock(new LocalTime(21, 0), new LocalTime(9, 0)));

    [Fact]
    [Trait("kind", "property")]
    public void The_last_instant_within_a_time_is_within_it_and_the_next_tick_is_not() => Check((from, time) =>
    {
        var last = Day.LastWithin(from, time);
        return last >= from && Day.Elapsed(from, last) <= time && Day.Elapsed(from, last + Duration.FromTicks(1)) > time;
    });

    [Fact]
    [Trait("kind", "property")]
    public void The_first_instant_that_ends_a_time_ends_it_and_the_tick_before_does_not() => Check((from, time) =>
    {
        var first = Day.FirstAfter(from, time);
        return first >= from && Day.Elapsed(from, first) == time
            && (time == Duration.Zero || Day.Elapsed(from, first - Duration.FromTicks(1)) < time);
    });

    private static Instant At(string local) => ChinaTime.At(
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd HH':'mm':'ss").Parse(local).Value);

    private static void Check(Func<Instant, Duration, bool> holds)
    {
        var cases = from minutes in Gen.Choose(0, 40 * 1440)
                    from seconds in Gen.Elements(0, 0, 0, 1, 59)
                    from time in Gen.Choose(0, 4 * 1440)
                    select (ChinaTime.StartOf(new LocalDate(1969, 12, 20)) + Duration.FromSeconds((minutes * 60L) + seconds),
                        Duration.FromMinutes(time));
        Prop.ForAll(cases.ToArbitrary(), one => holds(one.Item1, one.Item2)).QuickCheckThrowOnFailure();
    }
}
