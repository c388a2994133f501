using CsPlatform.Domain.Metrics.Explaining;
using CsPlatform.Domain.Timelines;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Tests.Metrics.Explaining;

public class GamingSignsTests
{
    private static readonly GamingTerms Terms = new(3, Duration.FromMinutes(10));

    [Fact]
    public void An_honest_shop_shows_no_sign() => Assert.Empty(Signs(new Talk()
        .Ask("1", "u", 60).Answer("1", 61, agent: "A")
        .Ask("2", "u", 65).Answer("2", 66, agent: "A")
        .Ask("3", "u", 71).Answer("3", 72, agent: "A")
        .Answer("3", 73, blank: true)));

    [Fact]
    public void An_answer_without_content_that_saves_a_wait_is_a_sign()
    {
        var sign = Assert.Single(Signs(new Talk()
            .Ask("1", "u", 60).Ask("1", "u", 61).Answer("1", 62, blank: true)
            .Ask("2", "v", 60).Answer("2", 70, blank: true)));

        Assert.Equal((GamingKind.EmptyReplies, 1), (sign.Kind, sign.Count));
        Assert.Equal([new EventKey("im", "003")], sign.Evidence);
    }

    [Fact]
    public void A_buyer_who_is_an_agent_of_the_shop_is_a_sign()
    {
        var sign = Assert.Single(Signs(new Talk()
            .Ask("1", "A", 60).Answer("1", 61, agent: "B")
            .Ask("2", "u", 60).Answer("2", 61, agent: "A")));

        Assert.Equal((GamingKind.SelfChat, 1), (sign.Kind, sign.Count));
        Assert.Equal([new EventKey("im", "001")], sign.Evidence);
    }

    [Fact]
    public void Many_consultations_of_a_buyer_within_a_short_time_are_a_sign_and_each_counts_once()
    {
        var talk = new Talk().Ask("far", "u", 10);
        foreach (var minute in new[] { 60, 65, 70, 75 })
        {
            talk.Ask($"near{minute}", "u", minute).Ask($"other{minute}", $"u{minute}", minute);
        }

        var sign = Assert.Single(Signs(talk));

        Assert.Equal((GamingKind.Burst, 4), (sign.Kind, sign.Count));
        Assert.Equal(
            "4 consultations are among 3 or more that one buyer began within 10 minutes", sign.TextEn);
    }

    [Fact]
    public void At_most_twenty_events_are_shown_and_all_are_counted()
    {
        var talk = new Talk();
        for (var i = 0; i < 30; i++)
        {
            talk.Ask($"c{i:00}", "u", 60, i);
        }

        var sign = Assert.Single(Signs(talk));

        Assert.Equal((30, 20), (sign.Count, sign.Evidence.Count));
    }

    private static IReadOnlyList<GamingSign> Signs(Talk talk)
    {
        var basis = talk.Basis;
        var units = FigureUnits.Of(basis.History, "reply", Period.OfDay(Conversations.Day), _ => Rules.Book);
        return GamingSigns.Of(basis, units, Terms);
    }
}
