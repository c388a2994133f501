namespace CsPlatform.Domain.Rulebooks;

/// <summary>What makes official service chargeable (handbook 1.2). Prices are not here: they come from tariffs.</summary>
/// <param name="Id">Rule id, such as "xhs.hosted_fee".</param>
/// <param name="TextZh">The rule in the platform's own words.</param>
/// <param name="TextEn">An English line.</param>
/// <param name="Source">Handbook section and class.</param>
/// <param name="TransferDedup">What counts as one billable transfer.</param>
/// <param name="ChargedInitiators">Initiators whose transfers are charged.</param>
/// <param name="ChargedKinds">Kinds of consultation whose transfers are charged.</param>
/// <param name="HolidayKinds">Kinds of calendar day that make the day class "holiday".</param>
/// <param name="CalendarId">The calendar that names those days, such as "china".</param>
public sealed record HostedServiceFeeRule(
    string Id,
    string TextZh,
    string TextEn,
    string Source,
    TransferDedup TransferDedup,
    IReadOnlySet<TransferInitiator> ChargedInitiators,
    IReadOnlySet<ConsultationKind> ChargedKinds,
    IReadOnlySet<CalendarDayKind> HolidayKinds,
    string CalendarId);

/// <summary>What counts as one billable transfer.</summary>
public enum TransferDedup
{
    /// <summary>A consultation is charged once, however often it is transferred.</summary>
    Conversation = 1,

    /// <summary>Every transfer is charged.</summary>
    TransferEvent = 2,
}

/// <summary>Who started a transfer.</summary>
public enum TransferInitiator
{
    User = 1,
    Agent = 2,
    System = 3,
}

/// <summary>What a consultation is about; unknown is a value of its own, never one of the others.</summary>
public enum ConsultationKind
{
    Unknown = 0,
    PreSales = 1,
    AfterSales = 2,
}

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
