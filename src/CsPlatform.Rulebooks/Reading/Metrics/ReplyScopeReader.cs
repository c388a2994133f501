using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates what a reply metric counts and leaves out.</summary>
internal static class ReplyScopeReader
{
    private const int Day = 86_400;

    /// <summary>The scope, whose unit must be one of those that the formula can count.</summary>
    public static ReplyScope Read(V1.ReplyScope? scope, Place formula, params CountingUnit[] units)
    {
        var place = formula.Field("scope");
        if (scope is null)
        {
            place.Fault("is required; say what is counted and who answers");
            return new ReplyScope(units[0], new HashSet<SenderRole>());
        }

        var unit = place.Choice<V1.CountingUnit, CountingUnit>("unit", scope.Unit);
        if (unit != 0 && !units.Contains(unit))
        {
            place.Field("unit").Fault($"{unit} is not counted by this formula; it counts {string.Join(", ", units)}");
        }

        var read = new ReplyScope(unit, Roles("answeringRoles", scope.AnsweringRoles, place))
        {
            Hours = HoursReader.Read(scope.Hours, place.Field("hours")),
            WorkingHoursOfShop = scope.WorkingHoursOfShop,
            HoursTest = Test(scope, place),
            RejoinWithin = scope.HasRejoinWithinSeconds
                ? ReplyMetricReader.Seconds(place, "rejoinWithinSeconds", scope.RejoinWithinSeconds, Day)
                : null,
            Offline = (OfflineRule)(int)scope.Offline,
            OnlyWithPeople = scope.OnlyWithPeople,
            ReportedUsers = Reported(scope.ReportedUsers, place.Field("reportedUsers")),
            UnansweredAfter = scope.HasUnansweredAfterSeconds
                ? ReplyMetricReader.Seconds(place, "unansweredAfterSeconds", scope.UnansweredAfterSeconds, 7 * Day)
                : null,
        };
        if (read.RejoinWithin is not null && unit != CountingUnit.Consultation)
        {
            place.Field("rejoinWithinSeconds").Fault("stands where no consultations are counted; leave it out");
        }

        return read;
    }

    /// <summary>A set of roles, at least one.</summary>
    public static IReadOnlySet<SenderRole> Roles(string name, IReadOnlyList<V1.AnsweringRole> roles, Place place) =>
        place.Choices<V1.AnsweringRole, SenderRole>(name, roles, role => role switch
        {
            V1.AnsweringRole.HumanAgent => SenderRole.HumanAgent,
            V1.AnsweringRole.Bot => SenderRole.Bot,
            V1.AnsweringRole.AssistedBot => SenderRole.AssistedBot,
            _ => SenderRole.Automatic,
        });

    private static HoursTest Test(V1.ReplyScope scope, Place place)
    {
        if (scope is { WorkingHoursOfShop: true, Hours: not null })
        {
            place.Field("hours").Fault("stands beside workingHoursOfShop; give one of them");
        }

        return scope.WorkingHoursOfShop || scope.Hours is not null
            ? place.Choice<V1.HoursTest, HoursTest>("hoursTest", scope.HoursTest)
            : HoursTest.ConsultationStart;
    }

    private static ReportedUsers? Reported(V1.ReportedUsers? reported, Place place) => reported is null
        ? null
        : new ReportedUsers(reported.HasDaysBefore ? place.Range("daysBefore", reported.DaysBefore, 1, 366) : null);
}
