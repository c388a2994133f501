using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Timelines;
using CsPlatform.Metrics.Folding;
using CsPlatform.Metrics.Obligations;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.V1;
using NodaTime;

namespace CsPlatform.Metrics.Tests;

/// <summary>What decisions are to obligations.</summary>
public class DecisionFactTests
{
    private static readonly ObligationBook Book = new(RulebookCatalogue.LoadEmbedded());

    [Theory]
    [InlineData(DecisionKind.StudyAssigned, "study_pushed")]
    [InlineData(DecisionKind.ExamPassed, "exam_passed")]
    [InlineData(DecisionKind.CaseEnded, "sanction_revoked")]
    [InlineData(DecisionKind.Revoked, "sanction_revoked")]
    public void A_decision_is_a_fact_of_its_case_from_the_beginning_of_its_first_day(DecisionKind kind, string key)
    {
        var decision = Of(kind);
        Assert.True(Book.Reads(decision));
        var (of, fact) = Assert.Single(Book.Read(Fed(decision)));
        Assert.Equal(new ObligationCaseKey(new ShopKey("xiaohongshu", "s"), "xhs.exam", "case"), of);
        Assert.Equal((key, false), (fact.Fact.Kind, fact.Fact.TimeKnown));
        Assert.Equal(Instant.FromUtc(2024, 7, 31, 16, 0), fact.Fact.OccurredAt);
        Assert.Equal(new EventKey("sanctions", "d"), fact.Event);
    }

    [Fact]
    public void Kinds_and_platforms_without_such_an_obligation_and_notices_without_a_case_are_no_facts()
    {
        DecisionKind[] read = [DecisionKind.StudyAssigned, DecisionKind.ExamPassed, DecisionKind.CaseEnded, DecisionKind.Revoked];
        Assert.All(Enum.GetValues<DecisionKind>().Except(read), kind => Assert.False(Book.Reads(Of(kind))));
        Assert.All(Enum.GetValues<DecisionKind>().Except(read), kind => Assert.Empty(Book.Read(Fed(Of(kind)))));
        Assert.False(Book.Reads(Of(DecisionKind.StudyAssigned, "jd")));
        Assert.Empty(Book.Read(Fed(Of(DecisionKind.StudyAssigned, caseId: ""))));
    }

    [Fact]
    public void What_the_obligation_did_not_hold_on_arms_nothing()
        => Assert.Empty(Book.Read(Fed(Of(DecisionKind.StudyAssigned, from: "2021-08-01"))));

    [Fact]
    public void Decisions_are_no_kind_of_event_that_ingestion_is_asked_for()
        => Assert.DoesNotContain("decision", Book.Kinds);

    private static FedDecision Fed(Decision decision) => new(new ShopKey(decision.Shop.Platform, decision.Shop.ShopId), decision);

    private static Decision Of(DecisionKind kind, string platform = "xiaohongshu", string caseId = "case", string from = "2024-08-01") => new()
    {
        DecisionId = "d",
        Shop = new() { Platform = platform, ShopId = "s" },
        CaseId = caseId,
        Kind = kind,
        EffectiveFrom = from,
    };
}
