using CsPlatform.Domain.Eligibility;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Tests.Scenarios;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace CsPlatform.Domain.Tests.Eligibility;

/// <summary>What holds for every question of every shipped rulebook, and the closed lists of their reasons.</summary>
public class EligibilityTests
{
    private static readonly Instant Noon = ChinaTime.At(new LocalDateTime(2022, 3, 1, 12, 0));

    private static readonly IReadOnlyList<EligibilityRule> Shipped =
    [
        .. ScenarioRow.Catalogue.Platforms
            .SelectMany(platform => ScenarioRow.Catalogue.Versions(platform))
            .SelectMany(rulebook => rulebook.Eligibilities)
            .DistinctBy(rule => rule.Head.Id)
            .OrderBy(rule => rule.Head.Id, StringComparer.Ordinal),
    ];

    // Few values, and among them those that rules name, so that checks pass and fail about as often.
    private static readonly Arbitrary<(EligibilityRule Rule, Dictionary<string, FactValue> Facts)> Questions = (
        from rule in Gen.Elements<EligibilityRule>(Shipped)
        from seeds in Gen.Choose(0, 999).ArrayOf(40)
        select (rule, Facts(rule, seeds))).ToArbitrary();

    [Fact]
    public void The_order_of_reasons_is_the_order_of_the_file() => Assert.Equal(
        """
        by.advance_payment: not_upheld, paid_already
        by.repair: still_returnable, no_warranty, warranty_over
        by.return: no_fault, too_late
        dy.agent_gate: not_passed
        dy.coupon_create: no_right, unknown_type
        dy.coupon_raise: expired, not_raised
        dy.coupon_send: no_right, not_started, expired, no_quantity, user_limit
        jd.coupon_use: submitted
        jd.exchange: unknown_model
        jd.gold_content: within_tolerance
        jd.invoice: refused, discount_instead, documents
        jd.online_application: not_signed, signed, name_differs
        jd.points: too_few
        jd.refuse_damaged: signed, not_damaged
        jd.resend: unknown_model
        jd.return: no_return_goods, too_late, incomplete, unsealed, used_electronics, worn, not_resaleable
        jd.return_route: not_via_warehouse
        jd.ticket_result: unknown_result
        jd.unproven_goods: proved
        jd.warranty_repair: no_warranty, warranty_over
        ks.review: virtual, not_finished, too_late, no_stars
        pdd.group_member: other_member
        pdd.invoice: refused
        pdd.price_change: paid, changed_before, below_70_percent
        pdd.refund: not_paid, promise_over, no_amount, over_paid, delivery_not_refused
        pdd.return: perishable, too_late
        pdd.shipment: group_incomplete
        pdd.small_payment: not_in_chat, unknown_kind
        pdd.ungrouped_order: not_by_service, address, courier
        sn.exchange: not_signed, too_late, not_online
        sn.return: not_signed, too_late, not_online
        tmall.invoice: refused, extra_tax, other_name
        xhs.agent_serving: not_trained, not_examined, not_certified
        xhs.self_service_opening: no_agreement, store_not_normal, closed_recently, no_staff, rules_not_accepted, not_main_account
        """,
        string.Join('\n', Shipped.Select(rule => $"{rule.Head.Id}: {string.Join(", ", rule.Checks.Select(check => check.Id))}")));

    [Fact]
    [Trait("kind", "property")]
    public void A_refusal_names_the_first_check_that_refuses_by_itself() => Check((rule, facts) =>
    {
        var alone = rule.Checks.Where(check => !check.FlagsOnly && Ask(rule with { Checks = [check] }, facts) is Refused).ToList();
        return Ask(rule, facts) is Refused refused ? ReferenceEquals(refused.Check, alone[0]) : alone.Count == 0;
    });

    [Fact]
    [Trait("kind", "property")]
    public void Without_the_check_that_refuses_the_next_one_is_the_reason() => Check((rule, facts) =>
    {
        if (Ask(rule, facts) is not Refused refused)
        {
            return true;
        }

        var places = rule.Checks.ToList();
        return Ask(rule with { Checks = [.. places.Where(check => check != refused.Check)] }, facts) is not Refused next
            || places.IndexOf(next.Check) > places.IndexOf(refused.Check);
    });

    [Fact]
    [Trait("kind", "property")]
    public void A_flag_never_refuses_and_what_is_flagged_fails() => Check((rule, facts) =>
        Ask(rule, facts) is var answer
            && answer.Flags.All(flag => flag.FlagsOnly && Ask(rule with { Checks = [flag with { FlagsOnly = false }] }, facts) is Refused));

    [Fact]
    [Trait("kind", "property")]
    public void The_same_question_has_the_same_answer() => Check((rule, facts) =>
        Describe(Ask(rule, facts)) == Describe(Ask(rule, facts.Reverse().ToDictionary(fact => fact.Key, fact => fact.Value))));

    [Fact]
    public void A_fact_of_another_type_counts_as_not_given()
    {
        var rule = Shipped.Single(rule => rule.Head.Id == "dy.agent_gate");
        var refused = Assert.IsType<Refused>(Ask(rule, new() { ["best_score"] = new FlagFact(true) }));

        Assert.True(refused.FactAbsent);
    }

    [Theory]
    [InlineData(null, "absent")]
    [InlineData(-1, "absent")]
    [InlineData(3661, "absent")]
    [InlineData(0, "refused")]
    [InlineData(6, "refused")]
    [InlineData(7, "allowed")]
    public void A_term_that_the_case_has_to_bring_is_a_fact_like_any_other(int? days, string answer)
    {
        var due = new DueRule(new NaturalDaysDue(null, false), EndInclusive: false, OwnTerm: true);
        var check = new EligibilityCheck("too_late", "超期", "too late", null, null, false, false, new InTimeCheck("signed", null, due, "term"));
        var facts = new Dictionary<string, FactValue> { ["signed"] = new InstantFact(Noon - Duration.FromDays(7)) };
        if (days is { } term)
        {
            facts["term"] = new NumberFact(term);
        }

        var found = Ask(Shipped[0] with { Checks = [check], Costs = [], Grant = null }, facts);

        Assert.Equal(answer, found is Refused refused ? refused.FactAbsent ? "absent" : "refused" : "allowed");
    }

    [Fact]
    public void Amounts_beyond_any_money_do_not_overflow()
    {
        var rule = Shipped.Single(rule => rule.Head.Id == "pdd.price_change");
        var answer = Ask(rule, new()
        {
            ["paid"] = new FlagFact(false),
            ["what"] = new TextFact(new HashSet<string> { "goods" }),
            ["goods_changes"] = new NumberFact(0),
            ["total_fen"] = new NumberFact(long.MaxValue),
            ["new_total_fen"] = new NumberFact(long.MaxValue),
        });

        Assert.IsType<Allowed>(answer);
    }

    private static EligibilityAnswer Ask(EligibilityRule rule, Dictionary<string, FactValue> facts) =>
        EligibilityJudge.Ask(rule, new KnownFacts(facts), Noon);

    private static string Describe(EligibilityAnswer answer) => answer switch
    {
        Refused refused => $"refused {refused.Check.Id} {refused.FactAbsent}",
        Allowed allowed => $"allowed {allowed.Cost} {allowed.Granted}",
        _ => throw new InvalidOperationException(),
    } + string.Join(',', answer.Flags.Select(flag => flag.Id));

    private static Dictionary<string, FactValue> Facts(EligibilityRule rule, int[] seeds)
    {
        var facts = new Dictionary<string, FactValue>();
        var readers = Scenarios.Runners.EligibilityRunner.FactReaders(rule);
        foreach (var (key, reader) in readers)
        {
            var seed = seeds.Length == 0 ? 0 : seeds[facts.Count % seeds.Length];
            if (seed % 7 != 0 && Value(rule, key, reader, seed) is { } value)
            {
                facts[key] = value;
            }
        }

        return facts;
    }

    private static FactValue? Value(EligibilityRule rule, string key, Func<string, FactValue> reader, int seed)
    {
        var words = rule.Checks.SelectMany(check => Words(check, key))
            .Concat(rule.Costs.Where(cost => cost.OnlyWhen?.Fact == key).SelectMany(cost => cost.OnlyWhen!.Values))
            .Append("another")
            .ToList();
        foreach (var text in new[] { words[seed % words.Count], seed % 2 == 0 ? "yes" : "no", $"{seed % 12}", $"2022-02-{(seed % 28) + 1:00}" })
        {
            if (Read(reader, text) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    private static FactValue? Read(Func<string, FactValue> reader, string text)
    {
        try
        {
            return reader(text);
        }
        catch (Exception e) when (e is FormatException or NodaTime.Text.UnparsableValueException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Words(EligibilityCheck check, string key)
    {
        IEnumerable<(string Fact, IReadOnlySet<string> Values)> lists =
        [
            .. new[] { check.OnlyWhen, check.Unless }.OfType<FactCondition>().Select(condition => (condition.Fact, condition.Values)),
            .. check.Kind switch
            {
                OneOfCheck list => new[] { (list.Fact, list.Values) },
                NoneOfCheck list => [(list.Fact, list.Values)],
                _ => [],
            },
        ];
        return lists.Where(list => list.Fact == key).SelectMany(list => list.Values);
    }

    private static void Check(Func<EligibilityRule, Dictionary<string, FactValue>, bool> holds) =>
        Prop.ForAll(Questions, question => holds(question.Rule, question.Facts)).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
}
