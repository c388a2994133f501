using System.Text.Json.Serialization;

namespace CsPlatform.Cli.Simulating;

/// <summary>How a simulation went.</summary>
/// <param name="Name">What the ids of its shops begin with.</param>
/// <param name="Seed">Where chance started.</param>
/// <param name="From">The first day.</param>
/// <param name="Days">How many days.</param>
/// <param name="Shops">How many shops.</param>
/// <param name="Platforms">On which platforms.</param>
/// <param name="Events">Events that were sent.</param>
/// <param name="Accepted">Of them: stored by this run.</param>
/// <param name="Duplicate">Of them: stored by an earlier run of the same simulation.</param>
/// <param name="FiguresClosed">Figures that its closings published; revisions come on top.</param>
/// <param name="Sending">Time until the events were acknowledged, all days together.</param>
/// <param name="Closing">Time until metrics had counted them and closed the days, all days together.</param>
/// <param name="Took">Time from the first to the last.</param>
internal sealed record SimulationReport(
    string Name, ulong Seed, DateOnly From, int Days, int Shops, IReadOnlyList<string> Platforms, long Events, long Accepted, long Duplicate,
    long FiguresClosed, [property: JsonIgnore] TimeSpan Sending, [property: JsonIgnore] TimeSpan Closing, [property: JsonIgnore] TimeSpan Took)
{
    /// <summary>Whole milliseconds of the sending.</summary>
    public long SendingMillis => (long)Sending.TotalMilliseconds;

    /// <summary>Whole milliseconds of counting and closing.</summary>
    public long ClosingMillis => (long)Closing.TotalMilliseconds;

    /// <summary>Whole milliseconds of everything.</summary>
    public long TookMillis => (long)Took.TotalMilliseconds;

    /// <summary>Events of a second, from the first sent to the last counted and closed.</summary>
    public long EventsPerSecond => Events * 1_000 / Math.Max(1, TookMillis);

    /// <summary>Simulated days of a minute.</summary>
    public long DaysPerMinute => Days * 60_000L / Math.Max(1, TookMillis);
}
