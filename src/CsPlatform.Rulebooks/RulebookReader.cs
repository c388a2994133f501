using CsPlatform.Domain.Rulebooks;
using CsPlatform.Rulebooks.Reading;
using NodaTime;

namespace CsPlatform.Rulebooks;

/// <summary>
/// The one reader of rulebook files (proto JSON of csplatform.rulebook.v1.Rulebook). It validates the whole file.
/// </summary>
public static class RulebookReader
{
    /// <summary>The rulebook, or every fault of the file.</summary>
    public static ReadResult<Rulebook> Read(RulebookFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var faults = new List<RulebookFault>();
        var message = ProtoJson.Read<V1.Rulebook>(file.Name, file.Json, faults);
        var rulebook = message is null ? null : Validate(message, new Place(file.Name, "", faults));
        return new ReadResult<Rulebook>(faults.Count == 0 ? rulebook : null, faults);
    }

    private static Rulebook Validate(V1.Rulebook message, Place place)
    {
        place.Key("platform", message.Platform);
        place.Text("nameZh", message.NameZh);
        place.Text("nameEn", message.NameEn);
        var from = place.Date("version", message.Version);
        var until = message.HasEndsBefore ? place.Date("endsBefore", message.EndsBefore) : (LocalDate?)null;
        if (until <= from)
        {
            place.Field("endsBefore").Fault("does not lie after version; write a later day or leave it out");
        }

        var dates = new RulebookDates(from, until);
        var closing = Closing(message.Closing, place.Field("closing"), dates);
        var metrics = Metrics(message, place, dates);
        var ladders = Ladders(message, place, dates, metrics);
        var fee = Fee(message.HostedServiceFee, place.Field("hostedServiceFee"), dates);
        Unique(metrics.Select(m => m.Id).Concat(ladders.Select(l => l.Id)).Append(fee?.Id ?? ""), place);
        return new Rulebook(
            message.Platform, from, until, CanonicalHash.Of(message), message.NameZh, closing, metrics, ladders, fee)
        {
            Assumptions = [.. message.Assumptions, .. RuleAssumptions(message)],
        };
    }

    private static Duration? Closing(V1.Closing? closing, Place place, RulebookDates dates)
    {
        if (closing is null)
        {
            return null;
        }

        RuleTextReader.Read(closing.Text, place.Field("text"), dates);
        if (!closing.HasHoursAfterDayEnd)
        {
            place.Field("hoursAfterDayEnd").Fault("is required; write 0 to 168, or leave closing out to close on command only");
        }

        return Duration.FromHours(place.Range("hoursAfterDayEnd", closing.HoursAfterDayEnd, 0, 168));
    }

    private static List<MetricRule> Metrics(V1.Rulebook message, Place place, RulebookDates dates)
    {
        if (message.Metrics.Count == 0)
        {
            place.Field("metrics").Fault("is required; give at least one metric");
        }

        return [.. message.Metrics.Select((metric, i) => MetricReader.Read(metric, place.Item("metrics", i), dates))];
    }

    private static List<SanctionLadder> Ladders(
        V1.Rulebook message, Place place, RulebookDates dates, List<MetricRule> metrics)
    {
        var ids = metrics.Select(metric => metric.Id).ToHashSet();
        var ladders = message.Ladders
            .Select((ladder, i) => LadderReader.Read(ladder, place.Item("ladders", i), dates, ids))
            .ToList();
        var judged = new HashSet<string>();
        for (var i = 0; i < ladders.Count; i++)
        {
            if (!judged.Add(ladders[i].MetricId))
            {
                place.Item("ladders", i).Field("metricId").Fault("has a ladder already; a metric has at most one");
            }
        }

        return ladders;
    }

    private static HostedServiceFeeRule? Fee(V1.HostedServiceFee? fee, Place place, RulebookDates dates)
    {
        if (fee is null)
        {
            return null;
        }

        return new HostedServiceFeeRule(
            place.Id("id", fee.Id),
            fee.Text?.TextZh ?? "",
            fee.Text?.TextEn ?? "",
            RuleTextReader.Read(fee.Text, place.Field("text"), dates),
            place.Choice<V1.TransferDedup, TransferDedup>("transferDedup", fee.TransferDedup),
            place.Choices<V1.ChargedInitiator, TransferInitiator>(
                "chargedInitiators", fee.ChargedInitiators, i => (TransferInitiator)(int)i),
            place.Choices<V1.ChargedKind, ConsultationKind>("chargedKinds", fee.ChargedKinds, k => (ConsultationKind)(int)k),
            place.Choices<V1.DayKind, CalendarDayKind>("holidayKinds", fee.HolidayKinds, k => (CalendarDayKind)(int)k),
            place.Key("calendarId", fee.CalendarId));
    }

    private static void Unique(IEnumerable<string> ids, Place place)
    {
        foreach (var twice in ids.Where(id => id.Length > 0).GroupBy(id => id).Where(group => group.Count() > 1))
        {
            place.Fault($"the id \"{twice.Key}\" stands for {twice.Count()} rules; give each rule its own");
        }
    }

    private static IEnumerable<string> RuleAssumptions(V1.Rulebook message) =>
        new[] { message.Closing?.Text, message.HostedServiceFee?.Text }
            .Concat(message.Metrics.Select(metric => metric.Text))
            .Concat(message.Ladders.SelectMany(ladder => new[] { ladder.Text, ladder.RepeatEscalation?.Text }))
            .SelectMany(text => text?.Assumptions ?? []);
}
