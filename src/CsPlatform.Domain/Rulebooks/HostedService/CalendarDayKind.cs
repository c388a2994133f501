namespace CsPlatform.Domain.Rulebooks;

/// <summary>What a calendar says of a day.</summary>
public enum CalendarDayKind
{
    /// <summary>法定节假日 itself.</summary>
    Statutory = 1,

    /// <summary>A day off by the yearly 放假调休 notice that is not statutory.</summary>
    AdjustedOff = 2,

    /// <summary>A working day on a weekend that makes up for one.</summary>
    MakeUpWorkday = 3,
}
