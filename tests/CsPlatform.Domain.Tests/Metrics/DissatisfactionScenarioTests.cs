using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Formulas;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Tests.Metrics;

/// <summary>小红书 服务咨询不满意率: what a consultation adds to its month.</summary>
public class DissatisfactionScenarioTests
{
    [Theory]
    [InlineData("not rated is no unit", "10:00 buyer", "0/0")]
    [InlineData("1 star is dissatisfied", "10:00 buyer, 10:30 rated 1", "1/1")]
    [InlineData("3 stars are dissatisfied", "10:00 buyer, 10:30 rated 3", "1/1")]
    [InlineData("4 stars are satisfied", "10:00 buyer, 10:30 rated 4", "0/1")]
    [InlineData("5 stars are satisfied", "10:00 buyer, 10:30 rated 5", "0/1")]
    [InlineData("the last rating counts", "10:00 buyer, 10:30 rated 1, 10:31 rated 5", "0/1")]
    [InlineData("the last by time, not by arrival", "10:00 buyer, 10:31 rated 5, 10:30 rated 1", "0/1")]
    [InlineData("at the same instant the higher event id is the last", "10:00 buyer, 10:30 rated 5, 10:30 rated 2", "1/1")]
    [InlineData("hours do not matter", "03:00 buyer, 03:30 rated 2", "1/1")]
    public void A_consultation_counts_as_the_table_says(string what, string consultation, string rate)
    {
        var found = Dissatisfaction.Of(Conversations.Read(consultation), new DissatisfactionFormula(3));

        Assert.Equal((what, rate), (what, found.ToString()));
    }

    [Fact]
    public void A_rating_counts_on_the_day_the_consultation_started()
    {
        var contributions = Contributions.Of(Conversations.Read("22:00 buyer, next 09:00 rated 2"), _ => Rules.Book);

        Assert.Equal("1/1", contributions[new FactKey("bad", Conversations.Day)].ToString());
    }

    [Fact]
    public void A_rating_of_a_consultation_whose_start_is_not_known_yet_waits_for_it()
    {
        Assert.Empty(Contributions.Of(Conversations.Read("10:00 rated 1, 10:01 closed"), _ => Rules.Book));
    }
}
