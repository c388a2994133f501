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
        var found = new List<RulebookFault>();
        var rulebook = message is null ? null : Validate(message, new Place(file.Name, "", found));
        Faults.Join(faults, found);
        return new ReadResult<Rulebook>(faults.Count == 0 ? rulebook : null, faults);
    }

    private static Rulebook Validate(V1.Rulebook message, Place place)
    {
        place.Key("platform", message.Platform);
        place.Text("nameZh", message.NameZh);
        place.Text("nameEn", message.NameEn);
        var from = place.Date("version", message.Version);
        var until = message.HasEndsBefore ? place.Date("endsBefore", message.EndsBefore) : (LocalDate?)null;
        var dates = new RulebookDates(from, until);
        if (dates.AreRead && until <= from)
        {
            place.Field("endsBefore").Fault("does not lie after version; write a later day or leave it out");
        }

        var section = new Section(place, dates);
        var closing = ClosingReader.Read(message.Closing, place.Field("closing"), dates);
        var metrics = Metrics(message, section);
        var ladders = Ladders(message, section, place, dates);
        LadderMeasures.Check(message.Ladders, metrics, place);
        var fee = HostedServiceFeeReader.Read(message.HostedServiceFee, section, place.Field("hostedServiceFee"), dates);
        var rulebook = Rest(message, section, place, dates) with
        {
            Platform = message.Platform,
            Version = from,
            EndsBefore = until,
            CloseAfterDayEnd = closing,
            Metrics = metrics,
            Ladders = ladders,
            HostedServiceFee = fee,
        };
        if (section.Contents.Count == 0)
        {
            place.Fault("holds no rule; give at least one, such as a metric");
        }

        return rulebook with
        {
            Contents = section.Contents,
            Assumptions =
            [
                .. message.Assumptions,
                .. message.Closing?.Text?.Assumptions ?? [],
                .. section.Contents.Where(entry => entry.NotExecuted is null).SelectMany(entry => entry.Head.Assumptions),
                .. message.Ladders.SelectMany(ladder => ladder.RepeatEscalation?.Text?.Assumptions ?? []),
            ],
        };
    }

    private static Rulebook Rest(V1.Rulebook message, Section section, Place place, RulebookDates dates)
    {
        var ids = new RuleIds(message);
        var figures = new FigureReferenceReader(message, ids);
        var rulebook = new Rulebook("", default, null, CanonicalHash.Of(message), message.NameZh, null, [], [], null)
        {
            Scores = section.Read("scores", message.Scores, r => (r.Id, r.NameZh, r.NameEn), r => r.Text,
                (rule, head, at) => ScoreReader.Read(rule, head, at, ids)),
            Obligations = section.Read("obligations", message.Obligations, r => (r.Id, r.NameZh, r.NameEn), r => r.Text,
                (rule, head, at) => ObligationReader.Read(rule, head, at, ids)),
            Amounts = section.Read("amounts", message.Amounts, r => (r.Id, r.NameZh, r.NameEn), r => r.Text,
                (rule, head, at) => AmountReader.Read(rule, head, at, ids)),
            Eligibilities = section.Read("eligibilities", message.Eligibilities, r => (r.Id, r.NameZh, r.NameEn), r => r.Text,
                (rule, head, at) => EligibilityReader.Read(rule, head, at, ids)),
            Conducts = section.Read("conducts", message.Conducts, r => (r.Id, r.NameZh, r.NameEn), r => r.Text,
                (rule, head, at) => ConductReader.Read(rule, head, at, ids)),
            Programmes = section.Read("programmes", message.Programmes, r => (r.Id, r.NameZh, r.NameEn), r => r.Text,
                (rule, head, at) => ProgrammeReader.Read(rule, head, at, figures)),
            AgentPays = section.Read("agentPays", message.AgentPays, r => (r.Id, r.NameZh, r.NameEn), r => r.Text,
                (rule, head, at) => AgentPayReader.Read(rule, head, at, ids)),
        };
        NoteReader.Read(message.Notes, section, place, dates);
        return rulebook;
    }

    private static List<MetricRule> Metrics(V1.Rulebook message, Section section) =>
        section.Read("metrics", message.Metrics, r => (r.Id, r.NameZh, r.NameEn), r => r.Text, MetricReader.Read);

    private static List<SanctionLadder> Ladders(V1.Rulebook message, Section section, Place place, RulebookDates dates)
    {
        var ids = new RuleIds(message);
        var judged = new HashSet<string>();
        for (var i = 0; i < message.Ladders.Count; i++)
        {
            if (message.Ladders[i] is { SubjectCase: not V1.SanctionLadder.SubjectOneofCase.None, Text: not { HasSwitchedOff: true } }
                && !judged.Add(SubjectReader.KeyOf(message.Ladders[i])))
            {
                place.Item("ladders", i).Field(SubjectReader.FieldOf(message.Ladders[i])).Fault(
                    "has a ladder already; a metric, score or figure has at most one");
            }
        }

        var figures = new FigureReferenceReader(message, ids);
        return section.Read("ladders", message.Ladders, r => (r.Id, r.NameZh, r.NameEn), r => r.Text,
            (ladder, head, at) => LadderReader.Read(ladder, head, at, dates, ids, figures));
    }
}
