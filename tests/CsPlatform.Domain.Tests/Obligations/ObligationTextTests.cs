using CsPlatform.Domain.Obligations;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Tests.Scenarios;
using NodaTime;

namespace CsPlatform.Domain.Tests.Obligations;

public class ObligationTextTests
{
    private static readonly ObligationRule Consent = Shipped("pdd.refund_consent");

    [Fact]
    public void A_missed_duty_names_its_due_time_and_what_follows()
    {
        var status = Duties.At(Consent, Duties.After(60 * 48), new ObligationFact("refund_applied", Duties.Origin));

        Assert.Equal(
            "商家48小时处理退款申请：应于2022-02-28 20:00:00之前完成，逾期未完成；系统默认商家同意退款申请，系统自动退款。",
            ObligationText.Zh(Consent, status));
        Assert.Equal(
            "Decision on an application for a refund: due before 2022-02-28 20:00:00, not done. The shop is taken to agree and the system refunds.",
            ObligationText.En(Consent, status));
    }

    [Fact]
    public void A_duty_whose_due_instant_is_in_time_says_so()
    {
        var ticket = Shipped("jd.ticket_answer");
        var status = Duties.At(
            ticket,
            Duties.After(300),
            new ObligationFact("ticket_received", Duties.Origin),
            new ObligationFact("ticket_answered", Duties.After(180)));

        Assert.Equal("工单回复时限：应于2022-02-26 23:00:00（含）完成，已于2022-02-26 23:00:00按时完成。", ObligationText.Zh(ticket, status));
        Assert.Equal(
            "Answer to a complaint ticket: due by 2022-02-26 23:00:00, done in time at 2022-02-26 23:00:00.",
            ObligationText.En(ticket, status));
    }

    [Fact]
    public void Every_reason_has_its_own_words()
    {
        var texts = Enum.GetValues<ObligationReason>()
            .Select(reason => new ObligationStatus(
                ObligationMachine.StateOf(reason), reason, Duties.Origin, null, Duties.After(5), null, null, 0))
            .ToList();

        Assert.Equal(texts.Count, texts.Select(status => ObligationText.Zh(Consent, status)).Distinct().Count());
        Assert.Equal(texts.Count, texts.Select(status => ObligationText.En(Consent, status)).Distinct().Count());
    }

    [Fact]
    public void Every_shipped_duty_can_be_told_in_every_state() => Assert.All(Duties.Shipped, rule => Assert.All(
        Enum.GetValues<ObligationReason>(),
        reason => Assert.EndsWith(".", ObligationText.En(rule, new ObligationStatus(
            ObligationMachine.StateOf(reason), reason, null, null, null, rule.Missed, null, 0)), StringComparison.Ordinal)));

    [Fact]
    public void The_exam_is_due_when_the_ladder_says_it_fails()
    {
        var pairs = from rulebook in ScenarioRow.Catalogue.Versions("xiaohongshu")
                    from task in rulebook.Ladders.SelectMany(ladder => ladder.Steps).SelectMany(step => step.Actions).OfType<TaskAction>()
                    from duty in rulebook.Obligations.Where(rule => rule.Trigger == "study_pushed")
                    select (task.DaysUntilFailed, Days: ((NaturalDaysDue)duty.Due.Form).Days + 1);

        Assert.NotEmpty(pairs);
        Assert.All(pairs, pair => Assert.Equal(pair.DaysUntilFailed, pair.Days));
    }

    private static ObligationRule Shipped(string id) => Duties.Shipped.Single(rule => rule.Head.Id == id);
}
