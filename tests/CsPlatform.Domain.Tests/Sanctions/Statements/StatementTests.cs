using System.Security.Cryptography;
using System.Text;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Domain.Sanctions.Statements;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Tests.Sanctions.Statements;

public class StatementTests
{
    private static readonly LocalDate Day = new(2024, 5, 9);
    private static readonly AppealTerms Week = new(7);
    private static readonly LadderInForce Rule = new(
        Ladders.ReplyRate,
        new MetricRule(
            Ladders.MetricId, "3分钟回复率", "3-minute reply rate", "2 seed", new DissatisfactionFormula(3), new TrailingDaysWindow(7), false),
        new RuleCitation("xiaohongshu", "2021-01-01", "ab12", Ladders.ReplyRate.Id, "1.5 seed"));

    [Fact]
    public void It_says_how_many_of_the_missed_turns_would_have_sufficed_for_each_step()
    {
        var text = StatementOfReasons.Write(Judged(28, 100), Rule, null, Week);

        Assert.Contains("any 2 of the 72 units that missed, had they hit, would have given 30/100", text.En, StringComparison.Ordinal);
        Assert.Contains("any 52 of the 72 units that missed, had they hit, would have given 80/100", text.En, StringComparison.Ordinal);
        Assert.Contains("72个未命中的单位中任意2个命中,即为30/100", text.Zh, StringComparison.Ordinal);
        Assert.Contains("the 7 days before the day of evaluation", text.En, StringComparison.Ordinal);
        Assert.Contains("SHA-256 of the rulebook ab12", text.En, StringComparison.Ordinal);
        Assert.Contains("from 2024-05-09 to 2024-05-11, both included: 3 natural days", text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deadline_of_appeal_is_told_as_the_configuration_it_is_and_its_absence_too()
    {
        var told = StatementOfReasons.Write(Judged(28, 100), Rule, null, Week);
        var open = StatementOfReasons.Write(Judged(28, 100), Rule, null, new AppealTerms((int?)null));

        Assert.Contains("by the end of 2024-05-15 (7 days", told.En, StringComparison.Ordinal);
        Assert.Contains("no source states it", told.En, StringComparison.Ordinal);
        Assert.Contains("No deadline is configured", open.En, StringComparison.Ordinal);
        Assert.Contains("未配置申诉期限", open.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_revocation_names_what_it_revokes_and_why_and_asks_for_no_appeal()
    {
        var revoked = Judged(28, 100);
        var text = StatementOfReasons.Write(
            revoked with
            {
                Id = "r",
                Kind = SanctionDecisionKind.Revoked,
                EffectiveUntil = null,
                Correction = new StatedCorrection(revoked.Id, "申诉成立", "an appeal was upheld", "appeal:17"),
            },
            Rule,
            revoked,
            Week);

        Assert.Contains("Looked at again: an appeal was upheld (appeal:17)", text.En, StringComparison.Ordinal);
        Assert.Contains($"Revoked: {revoked.Id}", text.En, StringComparison.Ordinal);
        Assert.Contains("Appeal: not needed", text.En, StringComparison.Ordinal);
        Assert.Contains($"决定{revoked.Id}不再有效", text.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Units_are_told_with_their_times_and_events()
    {
        var asked = Instant.FromUtc(2024, 5, 3, 2, 0, 0);
        var unit = new StatedUnit(
            "c-1",
            "2024-05-03",
            "LATE",
            [new(new("chat/m1", 7, 12, asked), asked.Plus(Duration.FromMinutes(3)), new("chat/m2", 7, 13, asked.Plus(Duration.FromMinutes(5))), "LATE", "LATE")],
            []);

        var text = StatementEvidence.Write([unit], 1);

        Assert.Contains(
            "asked 2024-05-03 10:00:00.000 [chat/m1 @7:12]; due 2024-05-03 10:03:00.000; answered 2024-05-03 10:05:00.000 [chat/m2 @7:13]: LATE",
            text.En,
            StringComparison.Ordinal);
        Assert.Contains("依据:1个单位", text.Zh, StringComparison.Ordinal);
    }

    /// <summary>Whoever changes a word makes every statement differ from what was told: it has to be a new wording.</summary>
    [Fact]
    public void The_first_wording_stays_as_it_is_to_the_byte()
    {
        var text = StatementOfReasons.Write(Judged(28, 100), Rule, null, Week);

        Assert.Equal(1, StatementOfReasons.Wording);
        Assert.Equal(
            "4f45d06d61bb01ccf63f05f30c2fc6ce440d93a6b24a24f86b9a3b75e03b0ec1",
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.Zh + text.En))));
    }

    private static StatedDecision Judged(long hits, long units)
    {
        var figure = new AssessedFigure(new Period(Day.PlusDays(-7), Day), Day, new Rate(hits, units), 1);
        var decision = SanctionCourse.Assess(Standing.New, Rule, figure).Decisions.Single();
        return new(
            new ShopKey("xiaohongshu", "s1"), decision.Id, 1, decision.MetricId, decision.Kind, decision.EffectiveFrom, decision.EffectiveUntil,
            decision.Figure, decision.Citation, Instant.FromUtc(2024, 5, 9, 3, 0, 0))
        {
            CaseId = decision.CaseId,
            ReasonZh = SanctionReasonsZh.Of(decision),
            ReasonEn = SanctionReasonsEn.Of(decision),
            RuleZh = decision.Reason.RuleTextZh,
            RuleEn = decision.Reason.RuleTextEn,
            RestrictionKeys = [.. (decision.Action as RestrictionAction)?.Kinds.Select(kind => kind.Key) ?? []],
        };
    }
}
