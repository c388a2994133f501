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
    string CalendarId)
{
    /// <summary>What happens when sales proceeds do not suffice.</summary>
    public ShortfallPolicy Shortfall { get; init; } = ShortfallPolicy.CarryForward;
}
