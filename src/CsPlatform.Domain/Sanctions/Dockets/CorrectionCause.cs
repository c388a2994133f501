namespace CsPlatform.Domain.Sanctions.Dockets;

/// <summary>What made an earlier decision be looked at again. The closed list.</summary>
public enum CorrectionCause
{
    /// <summary>The figure was revised: late, recalled or excluded facts.</summary>
    FigureRevised = 1,

    /// <summary>An appeal was upheld.</summary>
    AppealUpheld = 2,

    /// <summary>An incident is no longer upheld.</summary>
    IncidentDismissed = 3,

    /// <summary>An exemption covers the period.</summary>
    Exempted = 4,

    /// <summary>A day's sanctions were taken back together.</summary>
    DayReversed = 5,

    /// <summary>An exam that was passed in time was reported later.</summary>
    ExamReportedLate = 6,
}
