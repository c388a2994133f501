using CsPlatform.Domain.Sanctions.Appeals;
using NodaTime;

namespace CsPlatform.Domain.Tests.Sanctions.Appeals;

public class AppealTests
{
    private static readonly Instant Noon = Instant.FromUtc(2024, 5, 3, 4, 0, 0);

    [Fact]
    public void Every_state_answers_every_act()
    {
        foreach (var state in Enum.GetValues<AppealState>())
        {
            var appeal = new Appeal(state, "merchant", "rulebook");
            var isOpen = state == AppealState.Filed;
            Assert.Equal(isOpen ? null : AppealRefusal.Closed, appeal.WhyNotDecided("judge"));
            Assert.Equal(isOpen ? AppealRefusal.NotIndependent : AppealRefusal.Closed, appeal.WhyNotDecided("merchant"));
            Assert.Equal(isOpen ? AppealRefusal.NotIndependent : AppealRefusal.Closed, appeal.WhyNotDecided("rulebook"));
            Assert.Equal(isOpen ? null : AppealRefusal.Closed, appeal.WhyNotWithdrawn("merchant"));
            Assert.Equal(isOpen ? AppealRefusal.NotTheFiler : AppealRefusal.Closed, appeal.WhyNotWithdrawn("judge"));
        }
    }

    [Theory]
    [InlineData(false, true, true, AppealRefusal.NothingToAppeal)]
    [InlineData(true, true, true, AppealRefusal.AlreadyRevoked)]
    [InlineData(true, false, true, AppealRefusal.AlreadyAppealed)]
    [InlineData(true, false, false, AppealRefusal.TooLate)]
    public void Reasons_against_filing_come_in_their_order(bool isBurden, bool isRevoked, bool isAppealed, AppealRefusal why)
    {
        var day = new LocalDate(2024, 5, 10);

        Assert.Equal(why, Appeal.WhyNotFiled(isBurden, isRevoked, isAppealed, day, day));
    }

    [Fact]
    public void The_last_day_is_in_time_and_without_a_deadline_every_day_is()
    {
        var late = new LocalDate(2024, 5, 10);

        Assert.Null(Appeal.WhyNotFiled(true, false, false, late, late.PlusDays(-1)));
        Assert.Null(Appeal.WhyNotFiled(true, false, false, null, late.PlusYears(100)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_log_with_its_clock_off_and_messages_missing_on_both_sides_is_told_apart(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            // Messages lie further apart than any clock is off, so who lacks what is certain.
            var whole = Enumerable.Range(0, random.Next(1, 40)).Select(i => new LoggedMessage(
                $"c-{i % 3}", i % 2 == 0, Noon + Duration.FromHours(i) + Duration.FromMilliseconds(random.Next(0, 1_000)))).ToList();
            var skew = Duration.FromMilliseconds(random.Next(-500_000, 500_000));
            var (theirs, ours) = (new List<LoggedMessage>(), new List<LoggedMessage>());
            var (onlyTheirs, onlyOurs) = (0, 0);
            foreach (var message in whole)
            {
                switch (random.Next(0, 6))
                {
                    case 0:
                        theirs.Add(message with { At = message.At + skew });
                        onlyTheirs++;
                        break;
                    case 1:
                        ours.Add(message);
                        onlyOurs++;
                        break;
                    default:
                        theirs.Add(message with { At = message.At + skew });
                        ours.Add(message);
                        break;
                }
            }

            var named = theirs.Select(message => message.ConsultationId).ToHashSet();
            var lacking = ours.Count(message => named.Contains(message.ConsultationId)) - (theirs.Count - onlyTheirs);
            var compared = LogComparison.Of([.. theirs.OrderBy(_ => random.Next())], [.. ours.OrderBy(_ => random.Next())]);

            Assert.Equal(theirs.Count - onlyTheirs, compared.Matched);
            Assert.Equal(onlyTheirs, compared.OnlyTheirs.Count);
            Assert.Equal(lacking, compared.OnlyOurs.Count);
            Assert.Equal(compared.Matched == 0 ? null : (long)skew.TotalMilliseconds, compared.SkewMilliseconds);
        }
    }

    [Fact]
    public void One_message_that_differs_does_not_move_the_clock()
    {
        var ours = Enumerable.Range(0, 9).Select(i => new LoggedMessage("c", true, Noon + Duration.FromHours(i))).ToList();
        var theirs = ours.Select((message, i) => message with { At = message.At + Duration.FromSeconds(i == 4 ? 90 : 2) });

        var compared = LogComparison.Of(theirs, ours);

        Assert.Equal((2_000L, 2_000L, 90_000L), (compared.SkewMilliseconds, compared.SmallestMilliseconds, compared.LargestMilliseconds));
    }

    [Theory]
    [InlineData("", "line 1: the header must be \"consultation_id,role,sent_at\"")]
    [InlineData("consultation_id,role,sent_at\n,buyer,2024-05-03T10:00:00", "line 2: not consultation_id,role,sent_at")]
    [InlineData("consultation_id,role,sent_at\nc,buyer,2024-05-03T10:00:00,x", "line 2: not consultation_id,role,sent_at")]
    [InlineData("consultation_id,role,sent_at\nc,bot,2024-05-03T10:00:00", "line 2: role \"bot\" is neither buyer nor agent")]
    [InlineData("consultation_id,role,sent_at\nc,buyer,2024-13-03T10:00:00", "line 2: \"2024-13-03T10:00:00\" is no time")]
    public void A_faulty_log_names_the_line(string csv, string fault)
    {
        Assert.Equal([fault], MerchantLog.Read(csv).Faults);
    }

    [Fact]
    public void Times_without_an_offset_are_those_of_china()
    {
        var (messages, faults) = MerchantLog.Read(
            "\uFEFFconsultation_id,role,sent_at\r\nc,buyer,2024-05-03T12:00:00\r\nc,agent,2024-05-03 12:00:00\nc,agent,2024-05-03T04:00:00Z\n\n");

        Assert.Empty(faults);
        Assert.All(messages, message => Assert.Equal(Noon, message.At));
    }

    [Theory]
    [InlineData("Event sanctions/appeal:a:1:2 of 2024-01-01 00:00:00 China Standard Time and 3 more arrived after the closing: x", "a:1")]
    [InlineData("Event chat/appeal:a:1 of 2024-01-01", null)]
    [InlineData("Event sanctions/appeal:a of 2024-01-01", null)]
    [InlineData("", null)]
    public void A_revision_names_the_appeal_behind_it(string reason, string? appeal)
    {
        Assert.Equal(appeal, AppealTrace.AppealNamedBy(reason));
    }
}
