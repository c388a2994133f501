using System.Globalization;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions.Programmes;
using NodaTime;
using NodaTime.Text;

namespace CsPlatform.Domain.Tests.Scenarios.Runners;

/// <summary>
/// Plays a programme: "happens" tells events in their order, parted by ";", each with its day (YYYY-MM-DD). Events:
/// <code>apply 4.5 | apply 60/100,55/100,55/100 (last periods, newest last) | apply none | score 4.4 | approve | reject | ban [goods] | lift | passes</code>
/// "→ answered" holds the machine's answers, parted by ";"; "→ state" the state at the end.
/// </summary>
internal sealed class ProgrammeRunner : IScenarioRunner
{
    public string Name => "programme";

    public IReadOnlyDictionary<string, string> Play(ScenarioRow row)
    {
        var rule = row.Rulebook.Programmes.Single(programme => programme.Head.Id == row.RuleId);
        var (membership, answers) = (Membership.New, new List<string>());
        foreach (var cell in row.Cell("happens").Split(';', StringSplitOptions.TrimEntries))
        {
            var outcome = ProgrammeMachine.Move(membership, rule, Trigger(rule, cell));
            membership = outcome.Membership;
            answers.Add(outcome.Answer.ToString());
        }

        return new Dictionary<string, string>
        {
            ["answered"] = string.Join("; ", answers),
            ["state"] = membership.State switch
            {
                Member { Until: { } until } => $"member to {until.PlusDays(-1):R}",
                var state => state.GetType().Name.ToLowerInvariant(),
            },
            ["goods"] = ProgrammeMachine.MayOffer(membership, row.Find("goods") ?? "") ? "may return" : "stay out",
        };
    }

    private static ProgrammeTrigger Trigger(ProgrammeRule rule, string cell)
    {
        var parts = cell.Split(' ');
        var on = LocalDatePattern.Iso.Parse(parts[0]).Value;
        return parts[1..] switch
        {
            ["apply", var values] => new Applied(on, Known(rule, values)),
            ["score", var values] => new FiguresFound(on, Known(rule, values)),
            ["approve"] => new ProposalSettled(on, IsApproved: true),
            ["reject"] => new ProposalSettled(on, IsApproved: false),
            ["ban", .. var goods] => new BanUpheld(on, goods),
            ["lift"] => new BanLifted(on),
            ["passes"] => new DayBegan(on),
            _ => throw new FormatException($"\"{cell}\" is no event."),
        };
    }

    private static KnownFigures Known(ProgrammeRule rule, string values)
    {
        IReadOnlyList<Rate> rates = values == "none" ? [] : [.. values.Split(',').Select(Value)];
        return new KnownFigures(rule.Gates.Select(gate => gate.Figure.Id).Distinct().ToDictionary(id => id, _ => rates));
    }

    private static Rate Value(string text)
    {
        if (text.Split('/') is [var hits, var units])
        {
            return new Rate(long.Parse(hits, CultureInfo.InvariantCulture), long.Parse(units, CultureInfo.InvariantCulture));
        }

        var value = Fraction.Parse(text) ?? throw new FormatException($"\"{text}\" is no value.");
        return new Rate((long)value.Numerator, (long)value.Denominator);
    }
}
