using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates what makes official service chargeable.</summary>
internal static class HostedServiceFeeReader
{
    /// <summary>The rule; null when there is none or it is switched off.</summary>
    public static HostedServiceFeeRule? Read(V1.HostedServiceFee? fee, Section section, Place place, RulebookDates dates)
    {
        if (fee is null)
        {
            return null;
        }

        var head = RuleTextReader.Head((fee.Id, fee.NameZh, fee.NameEn), fee.Text, place, dates);
        var rule = new HostedServiceFeeRule(
            fee.Id,
            head.TextZh,
            head.TextEn,
            head.Source,
            place.Choice<V1.TransferDedup, TransferDedup>("transferDedup", fee.TransferDedup),
            place.Choices<V1.ChargedInitiator, TransferInitiator>(
                "chargedInitiators", fee.ChargedInitiators, i => (TransferInitiator)(int)i),
            place.Choices<V1.ChargedKind, ConsultationKind>("chargedKinds", fee.ChargedKinds, k => (ConsultationKind)(int)k),
            place.Choices<V1.DayKind, CalendarDayKind>("holidayKinds", fee.HolidayKinds, k => (CalendarDayKind)(int)k),
            place.Key("calendarId", fee.CalendarId))
        {
            Shortfall = fee.ShortfallPolicy == V1.ShortfallPolicy.Deposit ? ShortfallPolicy.Deposit : ShortfallPolicy.CarryForward,
        };
        return section.List("hostedServiceFee", head, fee.Text, place) ? rule : null;
    }
}
