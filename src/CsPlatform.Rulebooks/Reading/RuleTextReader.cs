using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates a rule's words, source and dates.</summary>
internal static partial class RuleTextReader
{
    private static readonly string[] ClassNames = ["", "seed", "official", "copy", "hearsay", "assumed"];

    /// <summary>The head of a rule of any kind.</summary>
    public static RuleHead Head(
        (string Id, string NameZh, string NameEn) names, V1.RuleText? text, Place place, RulebookDates dates)
    {
        place.Id("id", names.Id);
        place.Text("nameZh", names.NameZh);
        place.Text("nameEn", names.NameEn);
        return Read(names, text, place.Field("text"), dates);
    }

    /// <summary>The citation's source, such as "handbook 1.3 (hearsay)".</summary>
    public static string Read(V1.RuleText? text, Place place, RulebookDates dates) =>
        Read(("", "", ""), text, place, dates).Source;

    /// <summary>The head of a rule whose id and names are checked elsewhere.</summary>
    public static RuleHead Read(
        (string Id, string NameZh, string NameEn) names, V1.RuleText? text, Place place, RulebookDates dates)
    {
        if (text is null)
        {
            place.Fault("is required; say what the rule says, who says so and since when");
            return new RuleHead(names.Id, names.NameZh, names.NameEn, "", "", "", dates.From, null, [], []);
        }

        place.Text("textZh", text.TextZh);
        place.Text("textEn", text.TextEn);
        place.Text("section", text.Section);
        var number = (int)text.SourceClass;
        if (number == 0)
        {
            place.Field("sourceClass").Fault("is required; say how good the source is");
        }

        var from = place.Date("effectiveFrom", text.EffectiveFrom);
        if (dates.AreRead && from > dates.From)
        {
            place.Field("effectiveFrom").Fault(
                $"lies after the rulebook's first day {dates.From:R}; put the rule into a later version");
        }

        var until = text.HasEffectiveUntil ? place.Date("effectiveUntil", text.EffectiveUntil) : (LocalDate?)null;
        CheckEnd(from, until, place, dates);
        CheckInventory(text, place);
        if (text.HasSwitchedOff)
        {
            place.Text("switchedOff", text.SwitchedOff);
        }

        return new RuleHead(
            names.Id,
            names.NameZh,
            names.NameEn,
            text.TextZh,
            text.TextEn,
            $"{text.Section} ({ClassNames[number]})",
            from,
            until,
            [.. text.Assumptions],
            [.. text.Inventory]);
    }

    private static void CheckEnd(LocalDate from, LocalDate? until, Place place, RulebookDates dates)
    {
        if (until is not { } day || day == LocalDate.MinIsoValue)
        {
            return;
        }

        if (day <= from)
        {
            place.Field("effectiveUntil").Fault("does not lie after effectiveFrom; write a later day or leave it out");
        }
        else if (dates.AreRead && (dates.Until is not { } end || day < end))
        {
            place.Field("effectiveUntil").Fault(
                "lies before the rulebook's end; end the rulebook with it and write a next version without the rule");
        }
    }

    private static void CheckInventory(V1.RuleText text, Place place)
    {
        for (var i = 0; i < text.Inventory.Count; i++)
        {
            if (!InventoryForm().IsMatch(text.Inventory[i]))
            {
                place.Item("inventory", i).Fault($"\"{text.Inventory[i]}\" is no inventory number; write one such as X09");
            }
        }
    }

    [System.Text.RegularExpressions.GeneratedRegex("^[A-Z][0-9]{2}$")]
    private static partial System.Text.RegularExpressions.Regex InventoryForm();
}
