using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Cli.Recounting;

/// <summary>
/// Finds which questions of a shop a metric counts and when each was answered: the rules of the platforms' handbook on raw events, by searching
/// through short lists. It shares no code with the engine whose figures it is held against, only the rulebook's numbers.
/// </summary>
internal sealed class Asking(ReplyFormula formula, ShopEvents shop)
{
    private readonly ReplyScope scope = formula.Scope;
    private readonly List<(string Buyer, long At)> reports = shop.Reports;

    private readonly bool countsRounds = formula switch
    {
        ReplyRateFormula rate => rate.Late is LateRule.AllRounds or LateRule.MeanPerRound or LateRule.OneRound,
        MeanReplyTimeFormula mean => mean.Of == WaitOf.Round,
        RoundReplyRateFormula => true,
        _ => false,
    };

    private readonly bool countsFirst = formula is FirstReplyRateFormula or ReplyRateFormula { Late: LateRule.First };

    private readonly long? limit = formula switch
    {
        ReplyRateFormula rate => Day.Nanoseconds(rate.Within),
        FirstReplyRateFormula { Within: { } within } => Day.Nanoseconds(within),
        RoundReplyRateFormula round => Day.Nanoseconds(round.Within),
        _ => null,
    };

    /// <summary>The units of the shop, those without a question in scope as well.</summary>
    public IEnumerable<Unit> Units(IReadOnlyList<Talk> talks) => scope.Unit switch
    {
        CountingUnit.Consultation => Joined(talks).Select(OfTalk),
        CountingUnit.SubAccountDay => talks.GroupBy(talk => talk.Buyer).SelectMany(OfAgents),
        _ => talks.GroupBy(talk => talk.Buyer).SelectMany(OfBuyer),
    };

    private IEnumerable<Talk> Joined(IReadOnlyList<Talk> talks)
    {
        if (scope.RejoinWithin is not { } within)
        {
            return talks;
        }

        var joined = new List<Talk>();
        var open = new Dictionary<(string?, string?), int>();
        foreach (var talk in talks.Where(talk => !shop.IsExcluded(talk) && !(scope.Offline == OfflineRule.LeftOut && talk.WentOffline)))
        {
            if (open.TryGetValue(talk.Buyer, out var at) && talk.StartedAt <= joined[at].EndedAt + Day.Nanoseconds(within))
            {
                joined[at] = joined[at].With(talk);
            }
            else
            {
                open[talk.Buyer] = joined.Count;
                joined.Add(talk);
            }
        }

        return joined;
    }

    private Unit OfTalk(Talk talk)
    {
        var fromStart = formula is FirstReplyRateFormula { From: WaitFrom.ConsultationStart };
        var questions = talk.Questions
            .Where(question => IsInScope(talk, question))
            .Select((question, i) => new Question(talk, question, fromStart && i == 0 ? talk.StartedAt!.Value : question.At));
        return new Unit(Day.Of(talk.StartedAt!.Value), talk, Waits(Judged(questions, talk.Replies)));
    }

    private IEnumerable<Unit> OfBuyer(IGrouping<(string?, string?), Talk> talks)
    {
        var replies = talks.SelectMany(talk => talk.Replies).Order().ToList();
        var questions =
            from talk in talks
            from question in talk.Questions
            where IsInScope(talk, question)
            orderby question
            select new Question(talk, question, question.At);
        return
            from judged in Judged(questions, replies)
            group judged by Day.Of(judged.Question.Message.At) into day
            select new Unit(day.Key, null, Waits(day));
    }

    private IEnumerable<Unit> OfAgents(IGrouping<(string?, string?), Talk> talks) =>
        from talk in talks
        from agent in new Holding(talk, at => FirstAnswer(at, talk.Replies)).Questions().GroupBy(held => held.Agent, held => held.Question)
        let questions = agent.Where(question => IsInScope(talk, question.Message)).OrderBy(question => question.AskedAt).ThenBy(q => q.Message)
        from judged in Judged(questions, talk.Replies)
        group judged by (Agent: agent.Key, Day: Day.Of(judged.Question.Message.At)) into pair
        select new Unit(pair.Key.Day, null, Waits(pair));

    private List<Wait> Waits(IEnumerable<(Question Question, Wait Wait)> judged) =>
        [.. judged.Select(one => one.Wait).Take(countsFirst ? 1 : int.MaxValue)];

    // What became of each question that counts; of a round only the first does.
    private List<(Question Question, Wait Wait)> Judged(IEnumerable<Question> questions, List<Entry> replies)
    {
        var found = new List<(Question, Wait)>();
        (string?, string?, long?, int?)? openRound = null;
        foreach (var question in questions)
        {
            var answer = FirstAnswer(question.AskedAt, replies);
            if (scope.UnansweredAfter is { } after && answer?.At > question.AskedAt + Day.Nanoseconds(after))
            {
                answer = null;
            }

            var day = scope.Unit is CountingUnit.PersonDay or CountingUnit.SubAccountDay ? Day.Of(question.Message.At) : (int?)null;
            (string?, string?, long?, int?) round = (answer?.Source, answer?.Id, question.HandedOverAt, day);
            var goesOn = countsRounds && openRound == round;
            openRound = round;
            if (goesOn || IsLeftOut(question, answer))
            {
                continue;
            }

            var fails = question.HandedOverAt is not null || (scope.Offline == OfflineRule.Fails && question.Talk.WentOffline);
            found.Add((question, new Wait(question.AskedAt, fails ? null : answer?.At)));
        }

        return found;
    }

    private bool IsLeftOut(Question question, Entry? answer)
    {
        if (question.HandedOverAt is { } at)
        {
            return at <= question.AskedAt + limit;
        }

        return formula is RoundReplyRateFormula rounds
            && answer is { } end
            && (rounds.RolesThatLeaveOut.Contains(end.Role)
                || (rounds.LeavesOutOverMidnight && Day.Of(end.At) > Day.Of(question.Message.At)));
    }

    private Entry? FirstAnswer(long from, List<Entry> replies)
    {
        foreach (var reply in replies)
        {
            if (reply.At >= from
                && (scope.AnsweringRoles.Contains(reply.Role) || (formula as RoundReplyRateFormula)?.RolesThatLeaveOut.Contains(reply.Role) == true))
            {
                return reply;
            }
        }

        return null;
    }

    private bool IsInScope(Talk talk, Entry question)
    {
        var tested = scope.HoursTest == HoursTest.Message ? question.At : talk.StartedAt!.Value;
        return !(scope.Offline == OfflineRule.LeftOut && talk.WentOffline)
            && !(scope.ReportedUsers is { } reach && reports.Exists(report => Reaches(reach, report, talk, question)))
            && (scope.Hours is not { } hours || IsWithin(hours, Day.TimeOf(tested)))
            && (!scope.OnlyWithPeople || talk.WithPeopleAt(question.At));
    }

    private static bool Reaches(ReportedUsers reach, (string Buyer, long At) report, Talk talk, Entry question)
    {
        var (asked, upheld) = (Day.Of(question.At), Day.Of(report.At));
        return report.Buyer == talk.NamedBuyer && asked < upheld && !(upheld - asked > reach.DaysBefore);
    }

    // An end that is not after the beginning lies on the next day.
    private static bool IsWithin(DailyHours hours, long time)
    {
        var (from, until) = (hours.From.NanosecondOfDay, hours.Until?.NanosecondOfDay ?? Day.Length);
        return from < until ? from <= time && time < until : from <= time || time < until;
    }
}
