using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates what a programme holds beyond its head.</summary>
internal static class ProgrammeReader
{
    public static ProgrammeRule Read(V1.Programme rule, RuleHead head, Place place, FigureReferenceReader figures)
    {
        if (rule.Gates.Count == 0)
        {
            place.Field("gates").Fault("is required; give at least one gate");
        }

        return new ProgrammeRule(head)
        {
            Gates = [.. rule.Gates.Select((gate, i) => Gate(gate, place.Item("gates", i), figures))],
            Removal = rule.Removal is { } removal ? Removal(removal, place.Field("removal"), figures) : null,
            LastRemoval = rule.HasLastRemoval ? place.Range("lastRemoval", rule.LastRemoval, 1, 100) : null,
            Bans = rule.Bans is { } bans ? Bans(bans, place.Field("bans")) : null,
            TermDay = rule.HasTermDay ? place.Range("termDay", rule.TermDay, 1, 28) : null,
            DaysOut = rule.HasDaysOut ? place.Range("daysOut", rule.DaysOut, 0, 366) : 0,
        };
    }

    private static Gate Gate(V1.Gate gate, Place place, FigureReferenceReader figures) => new(
        figures.Read(gate.Figure, place.Field("figure")),
        StepConditionReader.Limit(gate.Limit, place.Field("limit")),
        place.Choice<V1.GateSide, GateSide>("passes", gate.Passes),
        gate.HasPeriods ? place.Range("periods", gate.Periods, 1, 366) : 1);

    private static ProgrammeRemoval Removal(V1.Removal removal, Place place, FigureReferenceReader figures)
    {
        if (removal.Missed?.Limit is null)
        {
            place.Field("missed").Fault("is required with its limit; leave the removal out when no source states one");
        }

        return new ProgrammeRemoval(
            figures.Read(removal.Figure, place.Field("figure")),
            StepConditionReader.Beyond(removal.Missed ?? new V1.Beyond { BadSide = V1.BadSide.Below }, place.Field("missed")),
            removal.NeedsApproval);
    }

    private static ProgrammeBans Bans(V1.Bans bans, Place place) =>
        new(place.Range("permanentFrom", bans.PermanentFrom, 1, 100), bans.SameNameGoodsStayOut);
}
