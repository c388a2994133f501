using System.Globalization;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Domain.Sanctions.Dockets;
using NodaTime;
using NodaTime.Text;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Tests.Scenarios.Runners;

/// <summary>
/// Plays a ladder: the column "happens" tells events in their order, parted by ";", each with its day (MM-DD within the setting
/// "year", or YYYY-MM-DD). A figure stands for the days of the setting "window" (day, week, month, or a number of days) before its day. Events:
/// <code>25/100 | 82.5 | key 25/100, key 3/1 (a set) | incident severe i-1 | pass | fail | acts | approve | reject | passes</code>
/// "→ decided" holds what each event led to, parted by ";". Settings: "opened" (day on which the shop opened), "rule" (the ladder),
/// and switches of the ladder: "failures" (its first condition becomes so many failures), "escalates", "partial", "per month",
/// "repeat" (within/months/each), "sample".
/// </summary>
internal sealed class SanctionRunner : IScenarioRunner
{
    public string Name => "sanctions";

    public IReadOnlyDictionary<string, string> Play(ScenarioRow row)
    {
        var rule = SanctionSwitches.Apply(LadderInForce.FindById(row.Rulebook, row.RuleId)
            ?? throw new InvalidOperationException($"{row.RuleId} is no ladder on {row.Cell("at")}."), row);
        var shop = new AssessedShop(row.Find("opened") is { } day ? LocalDatePattern.Iso.Parse(day).Value : null);
        var standing = Standing.New;
        var (lastCase, lastProposal, answers) = ("none", "none", new List<string>());
        foreach (var cell in row.Cell("happens").Split(';', StringSplitOptions.TrimEntries))
        {
            var parts = cell.Split(' ', 2, StringSplitOptions.TrimEntries);
            var on = Day(parts[0], row);
            var outcome = Happen(standing, rule, (on, parts[1]), (lastCase, lastProposal), (row.Cell("window"), shop));
            standing = outcome.Standing;
            lastCase = standing.Case?.Id ?? lastCase;
            lastProposal = standing.Proposals.Count > 0 ? standing.Proposals[^1].DecisionId : lastProposal;
            answers.Add(SanctionWords.Of(outcome));
        }

        return new Dictionary<string, string>
        {
            ["decided"] = string.Join("; ", answers),
            ["state"] = standing.State.GetType().Name.ToLowerInvariant(),
        };
    }

    private static SanctionOutcome Happen(
        Standing standing,
        LadderInForce rule,
        (LocalDate On, string What) happens,
        (string Case, string Proposal) last,
        (string Window, AssessedShop Shop) setting)
    {
        var (on, what) = happens;
        return what.Split(' ') switch
        {
            ["pass"] => SanctionMachine.Move(standing, new ExamPassed(last.Case, on)),
            ["fail"] => SanctionMachine.Move(standing, new ExamFailed(last.Case, on)),
            ["acts"] => SanctionMachine.Move(standing, new MerchantActed(last.Case, on)),
            ["approve"] => SanctionMachine.Move(standing, new ProposalAnswered(last.Proposal, IsApproved: true, on)),
            ["reject"] => SanctionMachine.Move(standing, new ProposalAnswered(last.Proposal, IsApproved: false, on)),
            ["passes"] => SanctionMachine.Move(standing, new DayReached(on)),
            ["incident", var grade, var id] => SanctionCourse.Assess(standing, rule, new UpheldIncident(id, grade, on), new HearingTerms(setting.Shop)),
            _ => SanctionCourse.Assess(standing, rule, Figure(rule, on, what, setting.Window), new HearingTerms(setting.Shop)),
        };
    }

    private static AssessedFigure Figure(LadderInForce rule, LocalDate on, string what, string window)
    {
        var period = window switch
        {
            "day" => Period.TrailingDays(on, 1),
            "week" => Period.TrailingDays(on, 7),
            "month" => new Period(on.PlusMonths(-1), on),
            _ => Period.TrailingDays(on, int.Parse(window, CultureInfo.InvariantCulture)),
        };
        if (rule.Ladder.Subject is not RequirementSubject set)
        {
            return new AssessedFigure(period, on, Value(what), 1);
        }

        var values = what.Split(',', StringSplitOptions.TrimEntries).Select(pair => pair.Split(' '))
            .ToDictionary(pair => set.Requirements.Single(r => r.Figure.Id.EndsWith(pair[0], StringComparison.Ordinal)).Figure.Id, pair => Value(pair[1]));
        return RequirementSets.Judge(set, period, on, values);
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

    private static LocalDate Day(string text, ScenarioRow row) =>
        LocalDatePattern.Iso.Parse(text.Length == 5 ? $"{row.Cell("year")}-{text}" : text).Value;
}
