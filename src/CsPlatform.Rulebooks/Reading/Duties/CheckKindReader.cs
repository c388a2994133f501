using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates what a check asks.</summary>
internal static class CheckKindReader
{
    public static CheckKind Read(V1.EligibilityCheck check, Place place, FactTypes types)
    {
        switch (check.KindCase)
        {
            case V1.EligibilityCheck.KindOneofCase.Flag:
                return new FlagCheck(types.Name("fact", check.Flag.Fact, FactType.Flag, place.Field("flag")), check.Flag.Is);
            case V1.EligibilityCheck.KindOneofCase.OneOf:
                var (one, values) = List(check.OneOf, place.Field("oneOf"), types);
                return new OneOfCheck(one, values);
            case V1.EligibilityCheck.KindOneofCase.NoneOf:
                var (none, excluded) = List(check.NoneOf, place.Field("noneOf"), types);
                return new NoneOfCheck(none, excluded);
            case V1.EligibilityCheck.KindOneofCase.Sum:
                return Sum(check.Sum, place.Field("sum"), types);
            case V1.EligibilityCheck.KindOneofCase.InTime:
                return InTime(check.InTime, place.Field("inTime"), types);
            case V1.EligibilityCheck.KindOneofCase.NotBefore:
                return new NotBeforeCheck(Instant(check.NotBefore.Fact, place.Field("notBefore"), types));
            case V1.EligibilityCheck.KindOneofCase.Before:
                return new BeforeCheck(Instant(check.Before.Fact, place.Field("before"), types));
            case V1.EligibilityCheck.KindOneofCase.DaysSince:
                var since = place.Field("daysSince");
                return new DaysSinceCheck(
                    Instant(check.DaysSince.Fact, since, types), since.Range("atLeast", check.DaysSince.AtLeast, 1, 3660));
            default:
                place.Fault(
                    "asks nothing; give one of flag, oneOf, noneOf, sum, inTime, notBefore, before, daysSince");
                return new FlagCheck("", true);
        }
    }

    private static string Instant(string fact, Place place, FactTypes types) => types.Name("fact", fact, FactType.Instant, place);

    private static (string Fact, IReadOnlySet<string> Values) List(V1.ListCheck list, Place place, FactTypes types) =>
        (types.Name("fact", list.Fact, FactType.Text, place), FactKeys.Values(list.Values, place));

    private static SumCheck Sum(V1.SumCheck sum, Place place, FactTypes types)
    {
        if (sum.Terms.Count == 0)
        {
            place.Field("terms").Fault("is required; add up at least one number");
        }

        var terms = new List<SumTerm>();
        for (var i = 0; i < sum.Terms.Count; i++)
        {
            var at = place.Item("terms", i);
            terms.Add(new SumTerm(types.Name("fact", sum.Terms[i].Fact, FactType.Number, at), sum.Terms[i].Times));
            if (sum.Terms[i].Times == 0)
            {
                at.Field("times").Fault("is 0, so that the number does not count; write another or leave the number out");
            }
        }

        var least = Bound((sum.HasAtLeast, sum.AtLeast), (sum.HasAbove, sum.Above + 1L), "atLeast and above", place);
        var most = Bound((sum.HasAtMost, sum.AtMost), (sum.HasBelow, sum.Below - 1L), "atMost and below", place);
        if (least is null && most is null)
        {
            place.Fault("has no bound; give at least one of atLeast, atMost, above, below");
        }
        else if (least > most)
        {
            place.Fault("lets nothing pass: the lower bound lies above the upper one");
        }

        return new SumCheck(terms, least, most);
    }

    private static long? Bound((bool Has, long Value) inclusive, (bool Has, long Value) exclusive, string names, Place place)
    {
        if (inclusive.Has && exclusive.Has)
        {
            place.Fault($"has two bounds on one side; give one of {names}");
        }

        return inclusive.Has ? inclusive.Value : exclusive.Has ? exclusive.Value : null;
    }

    private static InTimeCheck InTime(V1.InTimeCheck check, Place place, FactTypes types)
    {
        var due = DueReader.Read(check.Due, place.Field("due"));
        if (check.HasTerm != due.OwnTerm)
        {
            place.Field("term").Fault("stands exactly where due.ownTerm does: it names the number of days that a case brings");
        }

        return new InTimeCheck(
            types.Name("since", check.Since, FactType.Instant, place),
            check.HasDone ? types.Name("done", check.Done, FactType.Instant, place) : null,
            due,
            check.HasTerm ? types.Name("term", check.Term, FactType.Number, place) : null);
    }
}
