using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates the formulas of reply metrics.</summary>
internal static class ReplyMetricReader
{
    private const int Day = 86_400;

    public static ReplyRateFormula Read(V1.ReplyRate formula, Place place) => new(
        Seconds(place, "withinSeconds", formula.WithinSeconds, Day),
        place.Choice<V1.LateRule, LateRule>("late", formula.Late),
        ReplyScopeReader.Read(
            formula.Scope, place, CountingUnit.Consultation, CountingUnit.PersonDay, CountingUnit.SubAccountDay));

    public static FirstReplyRateFormula Read(V1.FirstReplyRate formula, Place place) => new(
        formula.HasWithinSeconds ? Seconds(place, "withinSeconds", formula.WithinSeconds, Day) : null,
        place.Choice<V1.WaitFrom, WaitFrom>("waitFrom", formula.WaitFrom),
        ReplyScopeReader.Read(formula.Scope, place, CountingUnit.Consultation));

    public static RoundReplyRateFormula Read(V1.RoundReplyRate formula, Place place)
    {
        var scope = ReplyScopeReader.Read(formula.Scope, place, CountingUnit.Round);
        var leaveOut = formula.RolesThatLeaveOut.Count == 0
            ? new HashSet<SenderRole>()
            : ReplyScopeReader.Roles("rolesThatLeaveOut", formula.RolesThatLeaveOut, place);
        if (leaveOut.Overlaps(scope.AnsweringRoles))
        {
            place.Field("rolesThatLeaveOut").Fault("names a role that answers; a role does one or the other");
        }

        return new RoundReplyRateFormula(
            Seconds(place, "withinSeconds", formula.WithinSeconds, Day), leaveOut, formula.LeavesOutOverMidnight, scope);
    }

    public static MeanReplyTimeFormula Read(V1.MeanReplyTime formula, Place place) => new(
        place.Choice<V1.WaitOf, WaitOf>("waitOf", formula.WaitOf),
        ReplyScopeReader.Read(formula.Scope, place, CountingUnit.Consultation, CountingUnit.PersonDay));

    public static NoServiceRateFormula Read(V1.NoServiceRate formula, Place place) =>
        new(ReplyScopeReader.Read(formula.Scope, place, CountingUnit.Consultation));

    public static OfflineRateFormula Read(V1.OfflineRate formula, Place place) =>
        new(ReplyScopeReader.Read(formula.Scope, place, CountingUnit.Consultation));

    internal static Duration Seconds(Place place, string name, int value, int most) =>
        Duration.FromSeconds(place.Range(name, value, 1, most));
}
