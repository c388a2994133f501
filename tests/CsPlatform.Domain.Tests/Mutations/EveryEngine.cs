using CsPlatform.Domain.Conduct;
using CsPlatform.Domain.Eligibility;
using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Metrics.Scores;
using CsPlatform.Domain.Metrics.Tallies;
using CsPlatform.Domain.Obligations;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating.Amounts;
using CsPlatform.Domain.Rating.Pay;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Domain.Sanctions.Programmes;
using CsPlatform.Domain.Timelines;
using NodaTime;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Domain.Tests.Mutations;

/// <summary>One or a few cheap decisions of every engine by every rule of a rulebook, over the same facts.</summary>
internal static class EveryEngine
{
    private static readonly LocalDate Day = new(2026, 2, 3);
    private static readonly Instant At = ChinaTime.At(Day + new LocalTime(10, 0));
    private static readonly Rate[] Values = [default, new(0, 100), new(1, 3), new(100, 100), new(900_000, 7)];

    private static readonly ShopHistory History = new(Enumerable.Range(0, 3).ToDictionary(i => $"c{i}", Consultation))
    {
        Reports = [new UserReport("b1", At + Duration.FromDays(2))],
        WorkingHours = [new StatedHours(Instant.MinValue, new DailyHours(new LocalTime(9, 0), new LocalTime(21, 0)))],
    };

    private static readonly ShopFacts Facts = ShopFacts.Of(
    [
        .. Enum.GetValues<OrderStepKind>().Select((step, i) => (ShopFact)new OrderStep(At, Key($"o{i}"), "o", "b", step, 2)),
        .. Enum.GetValues<AfterSalesStepKind>().Select((step, i) =>
            new AfterSalesStep(At + Duration.FromMinutes(i), Key($"a{i}"), "a", "o", step, true)),
        .. Enum.GetValues<ReviewItem>().Select((item, i) => new Review(At, Key($"r{i}"), "o", "b", At, item, 3, false)),
        new ServiceRating(At, Key("s"), "c", "b", 2, At),
        new Complaint(At, Key("k"), "b", "辱骂"),
        new BuyerContact(At, Key("t"), "b"),
        new SampleCheck(At, Key("p"), false),
        new DisputeStep(At, Key("d"), "o", DisputeLiability.Seller),
        new OnlineInterval(At, Key("i"), "x", null),
    ]);

    public static void Decide(Rulebook rulebook)
    {
        Measure(rulebook);
        foreach (var ladder in rulebook.Ladders)
        {
            Assess(LadderInForce.FindById(rulebook, ladder.Id)!);
        }

        foreach (var programme in rulebook.Programmes)
        {
            Admit(programme);
        }

        foreach (var obligation in rulebook.Obligations)
        {
            Owe(obligation);
        }

        foreach (var amount in rulebook.Amounts)
        {
            Charge(rulebook, amount);
        }

        foreach (var rule in rulebook.Eligibilities)
        {
            Ask(rule);
        }

        Watch(rulebook);
        foreach (var pay in rulebook.AgentPays)
        {
            AgentPay.Of(
                new AgentMonth(9, 100, Values[2], Values[3], Values[4], default, Fen.Zero, pay.LowestBase, new(1), new(2), new(3), 2), pay);
        }
    }

    private static void Measure(Rulebook rulebook)
    {
        Contributions.Of(History, day => rulebook.HoldsOn(day) ? rulebook : null);
        foreach (var metric in rulebook.Metrics)
        {
            FigurePeriods.ClosingWith(metric, Day);
            Measurements.On(Day.PlusDays(1), Facts, metric);
            if (metric.Formula is ReplyFormula formula)
            {
                ReplyTerms.Of(formula);
                Assert.All(ReplyUnits.Of(formula, History), unit => ReplyMetrics.Of(unit, formula));
            }
        }

        foreach (var score in rulebook.Scores)
        {
            ScorePeriods.Of(score, Day, _ => 1);
            if (score.Shape is FallShape falls)
            {
                Falls.Alerts(falls, new Dictionary<LocalDate, Fraction>(), Day);
                Assert.IsNotType<FallShape>(rulebook.Scores.FirstOrDefault(watched => watched.Head.Id == falls.ScoreId)?.Shape);
                continue;
            }

            foreach (var value in Values)
            {
                Scoring.Of(score, new ScoreInputs(
                    rulebook.Metrics.ToDictionary(metric => metric.Id, _ => value), new Dictionary<string, Fraction>(), new Dictionary<string, Fraction>()));
            }
        }
    }

    private static void Assess(LadderInForce rule)
    {
        var standing = Standing.New;
        var day = Day;
        foreach (var value in Values.Concat(Values).Concat(Values))
        {
            day = day.PlusDays(9);
            var outcome = rule.Ladder.Subject switch
            {
                IncidentSubject set => SanctionCourse.Assess(standing, rule, new UpheldIncident($"{day:R}", set.Grades[^1].Key, day)),
                RequirementSubject set => SanctionCourse.Assess(standing, rule, RequirementSets.Judge(
                    set, Period.TrailingDays(day, 9), day, set.Requirements.ToDictionary(r => r.Figure.Id, _ => value))),
                _ => SanctionCourse.Assess(standing, rule, new AssessedFigure(Period.TrailingDays(day, 7), day, value, 1)),
            };
            Assert.Equal(outcome.Decisions.Count, outcome.Decisions.DistinctBy(decision => decision.Id).Count());
            Assert.All(outcome.Decisions, decision => (SanctionReasonsZh.Of(decision) + SanctionReasonsEn.Of(decision)).ToString());
            standing = outcome.Standing;
        }

        Assert.True(standing.State is not Limited { Until: null, Open: null }, $"{rule.Ladder.Id} can never be lifted.");
    }

    private static void Admit(ProgrammeRule rule)
    {
        var known = rule.Gates.Select(gate => gate.Figure.Id).Append(rule.Removal?.Figure.Id ?? "").Distinct()
            .ToDictionary(id => id, _ => (IReadOnlyList<Rate>)[Values[3], Values[3], Values[3]]);
        ProgrammeTrigger[] triggers =
        [
            new Applied(Day, new KnownFigures(known)), new FiguresFound(Day, new KnownFigures(known)), new ProposalSettled(Day, true),
            new BanUpheld(Day, ["x"]), new BanLifted(Day), new DayBegan(Day.PlusDays(40)),
        ];
        Assert.NotNull(triggers.Aggregate(Membership.New, (membership, trigger) => ProgrammeMachine.Move(membership, rule, trigger).Membership));
    }

    private static void Owe(ObligationRule rule)
    {
        foreach (var (known, term) in new (bool, int?)[] { (true, null), (false, 7), (true, -1) })
        {
            var course = ObligationCourse.Of(rule, [new ObligationFact(rule.Trigger, At, known, term)]);
            var status = ObligationMachine.At(rule, course, At + Duration.FromDays(3));
            Assert.NotEmpty(ObligationText.Zh(rule, status) + ObligationText.En(rule, status));
        }
    }

    private static void Charge(Rulebook rulebook, AmountRule rule)
    {
        var shop = new ShopKey(rulebook.Platform, "s");
        var bare = new AmountFacts(shop, "c", Day, At);
        var all = bare with { Paid = new(Fen.LargestInput), Freight = new(7), Score = new Fraction(159, 2), Cases = int.MaxValue, PromisedBy = At - Duration.FromDays(1) };
        foreach (var facts in new[] { bare, all, all with { Paid = new(-1), Score = -1, Cases = 0 } })
        {
            var outcome = AmountDecision.Of(rule, rulebook.Cite(rule.Head.Id, rule.Head.Source), facts, new HashSet<DueKey>());
            if (outcome is AmountDue { Payer: AmountParty.Merchant } due)
            {
                AmountTaking.Of(due, new Fen(5), At);
            }
        }
    }

    private static void Ask(EligibilityRule rule)
    {
        EligibilityJudge.Ask(rule, new KnownFacts(new Dictionary<string, FactValue>()), At);
        foreach (var value in new FactValue[] { new FlagFact(true), new NumberFact(long.MinValue), new TextFact(new HashSet<string>()), new InstantFact(At) })
        {
            EligibilityJudge.Ask(rule, new KnownFacts(Asked(rule).ToDictionary(key => key, _ => value)), At);
        }
    }

    private static IEnumerable<string> Asked(EligibilityRule rule) => rule.Checks.SelectMany(check => check.Kind switch
    {
        FlagCheck flag => [flag.Fact],
        OneOfCheck list => [list.Fact],
        NoneOfCheck list => [list.Fact],
        SumCheck sum => sum.Terms.Select(term => term.Fact),
        InTimeCheck time => new[] { time.Since, time.Done ?? "", time.Term ?? "" },
        NotBeforeCheck start => [start.Fact],
        BeforeCheck end => [end.Fact],
        DaysSinceCheck since => [since.Fact],
        _ => throw new ArgumentException($"{check.Kind} is not on the list.", nameof(rule)),
    }).Append(rule.Grant?.Fact ?? "").Distinct();

    private static void Watch(Rulebook rulebook)
    {
        PhraseDictionary.Of(rulebook).Find("亲，加我微信 w e i xin，滾去死 123");
        foreach (var terms in rulebook.Conducts.Select(conduct => conduct.Terms).OfType<PointTerms>())
        {
            var deeds = terms.Items.SelectMany((item, i) => Enumerable.Range(0, 4).Select(n =>
                (ConductEntry)new ConductIncident(At + Duration.FromDays(n), Key($"{i}-{n}"), item.Key, n == 0 ? null : n * 3)));
            var statement = PointLedger.Of(deeds).Count(_ => terms);
            statement.Reached(terms, Day.PlusDays(4));
        }
    }

    private static Timeline Consultation(int i)
    {
        var at = At + Duration.FromMinutes(11 * i);
        return Timeline.Of(
        [
            new OpenedEntry(at, Key($"{i}-1")) { BuyerId = $"b{i % 2}" },
            new MessageEntry(at, Key($"{i}-2"), SenderRole.Buyer),
            new AssignedEntry(at, Key($"{i}-3"), "agent"),
            new MessageEntry(at + Duration.FromSeconds(100 * i), Key($"{i}-4"), SenderRole.HumanAgent) { AgentId = "agent" },
            new MessageEntry(at + Duration.FromHours(14), Key($"{i}-5"), SenderRole.Buyer),
            new RatedEntry(at + Duration.FromHours(15), Key($"{i}-6"), 2),
        ]);
    }

    private static EventKey Key(string id) => new("im", id);
}
