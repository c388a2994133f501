using System.Text.Json;
using System.Text.Json.Serialization;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Domain.Sanctions.Dockets;
using CsPlatform.Rulebooks;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Sanctions.Storage;

/// <summary>
/// A docket's entry, or what was amended of one, as it lies in its row's body: a figure or an incident with its rule, an exam, or an answer.
/// Days are YYYY-MM-DD.
/// </summary>
internal sealed record DocketBody
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>First day of the rulebook that judged it.</summary>
    public string? Rulebook { get; init; }

    /// <summary>The ladder's id.</summary>
    public string? Ladder { get; init; }

    /// <summary>The figure.</summary>
    public FigureBody? Figure { get; init; }

    /// <summary>Index of the step that was taken, -1 for none.</summary>
    public int? Taken { get; init; }

    /// <summary>Day on which the shop opened, where it was known.</summary>
    public string? OpenedOn { get; init; }

    /// <summary>The exam's case.</summary>
    public string? ExamOf { get; init; }

    /// <summary>Day of the exam, or of the answer.</summary>
    public string? TakenOn { get; init; }

    /// <summary>Whether the exam was passed, or the proposal approved.</summary>
    public bool? IsPassed { get; init; }

    /// <summary>The incident's id.</summary>
    public string? Incident { get; init; }

    /// <summary>The incident's grade.</summary>
    public string? Grade { get; init; }

    /// <summary>Day on which the incident was upheld.</summary>
    public string? UpheldOn { get; init; }

    /// <summary>The proposal that was answered.</summary>
    public string? AnswerTo { get; init; }

    /// <summary>Why nothing may follow from the entry; of an amendment only.</summary>
    public SanctionHold? Barred { get; init; }

    /// <summary>The body of an entry.</summary>
    public static DocketBody Of(DocketEntry entry) => entry switch
    {
        FigureEntry figure => new DocketBody
        {
            Rulebook = figure.Rule.Citation.RulebookVersion,
            Ladder = figure.Rule.Ladder.Id,
            Figure = FigureBody.Of(figure.Figure),
            Taken = figure.Terms.TakenBefore,
            OpenedOn = StandingBody.Text(figure.Terms.Shop.OpenedOn),
        },
        IncidentEntry incident => new DocketBody
        {
            Rulebook = incident.Rule.Citation.RulebookVersion,
            Ladder = incident.Rule.Ladder.Id,
            Incident = incident.Incident.Id,
            Grade = incident.Incident.Grade,
            UpheldOn = StandingBody.Text(incident.Incident.UpheldOn),
            Taken = incident.Terms.TakenBefore,
            OpenedOn = StandingBody.Text(incident.Terms.Shop.OpenedOn),
        },
        TriggerEntry { Trigger: ExamPassed passed } => new DocketBody
        {
            ExamOf = passed.CaseId,
            TakenOn = StandingBody.Text(passed.TakenOn),
            IsPassed = true,
        },
        TriggerEntry { Trigger: ExamFailed failed } => new DocketBody
        {
            ExamOf = failed.CaseId,
            TakenOn = StandingBody.Text(failed.TakenOn),
            IsPassed = false,
        },
        TriggerEntry { Trigger: ProposalAnswered answered } => new DocketBody
        {
            AnswerTo = answered.ProposalId,
            TakenOn = StandingBody.Text(answered.AnsweredOn),
            IsPassed = answered.IsApproved,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(entry), entry, "No such entry is kept."),
    };

    /// <summary>The body of an amendment.</summary>
    public static DocketBody Of(Amendment amendment) => amendment switch
    {
        FigureAmended amended => new DocketBody { Figure = FigureBody.Of(amended.Figure) },
        EntryBarred barred => new DocketBody { Barred = barred.Why },
        _ => throw new ArgumentOutOfRangeException(nameof(amendment), amendment, "No such amendment is kept."),
    };

    /// <summary>The body as text.</summary>
    public static DocketBody Read(string json) => JsonSerializer.Deserialize<DocketBody>(json, Json)!;

    /// <summary>The text of the body.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json);

    /// <summary>The entry of a row.</summary>
    public DocketEntry Entry(long number, string platform, RulebookCatalogue catalogue) => (Figure, ExamOf) switch
    {
        ({ } figure, _) => new FigureEntry(
            number,
            Rule(platform, catalogue),
            figure.Figure(),
            new HearingTerms(new AssessedShop(StandingBody.Day(OpenedOn))) { TakenBefore = Taken }),
        _ when Incident is { } incident => new IncidentEntry(
            number,
            Rule(platform, catalogue),
            new UpheldIncident(incident, Grade!, StandingBody.Day(UpheldOn)!.Value),
            new HearingTerms(new AssessedShop(StandingBody.Day(OpenedOn))) { TakenBefore = Taken }),
        _ when AnswerTo is { } proposal && StandingBody.Day(TakenOn) is { } answered => new TriggerEntry(
            number, answered, new ProposalAnswered(proposal, IsPassed == true, answered)),
        (_, { } caseId) when StandingBody.Day(TakenOn) is { } day => new TriggerEntry(
            number, day, IsPassed == true ? new ExamPassed(caseId, day) : new ExamFailed(caseId, day)),
        _ => throw new InvalidOperationException($"Docket entry {number} of {platform} holds nothing that is known."),
    };

    /// <summary>The amendment of a row.</summary>
    public Amendment Amendment(long entry) => Figure is { } figure
        ? new FigureAmended(entry, figure.Figure())
        : new EntryBarred(entry, Barred ?? throw new InvalidOperationException($"The amendment of entry {entry} says nothing."));

    private LadderInForce Rule(string platform, RulebookCatalogue catalogue)
    {
        var rulebook = catalogue.Versions(platform).FirstOrDefault(version => $"{version.Version:R}" == Rulebook);
        return (rulebook is null ? null : LadderInForce.FindById(rulebook, Ladder!)) ?? throw new InvalidOperationException(
            $"Rulebook {Rulebook} of {platform} or its ladder {Ladder} is gone: put it back, its decisions rest on it.");
    }
}

/// <summary>A figure as it lies in a docket.</summary>
internal sealed record FigureBody(string Start, string End, string EvaluatedOn, long Numerator, long Denominator, int Revision)
{
    /// <summary>Whether it was uncertain.</summary>
    public bool? IsUncertain { get; init; }

    /// <summary>The body of a figure.</summary>
    public static FigureBody Of(AssessedFigure figure) => new(
        StandingBody.Text(figure.Period.Start)!,
        StandingBody.Text(figure.Period.End)!,
        StandingBody.Text(figure.EvaluatedOn)!,
        figure.Rate.Numerator,
        figure.Rate.Denominator,
        figure.Revision)
    {
        IsUncertain = figure.IsUncertain ? true : null,
    };

    /// <summary>The figure of the body.</summary>
    public AssessedFigure Figure() => new(
        new Period(StandingBody.Day(Start)!.Value, StandingBody.Day(End)!.Value),
        StandingBody.Day(EvaluatedOn)!.Value,
        new Rate(Numerator, Denominator),
        Revision)
    {
        IsUncertain = IsUncertain == true,
    };
}
