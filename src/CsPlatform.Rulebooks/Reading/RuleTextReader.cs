using NodaTime;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates a rule's words, source and dates.</summary>
internal static class RuleTextReader
{
    private static readonly string[] ClassNames = ["", "seed", "official", "copy", "hearsay", "assumed"];

    /// <summary>The citation's source, such as "handbook 1.3 (hearsay)".</summary>
    public static string Read(V1.RuleText? text, Place place, RulebookDates dates)
    {
        if (text is null)
        {
            place.Fault("is required; say what the rule says, who says so and since when");
            return "";
        }

        place.Text("textZh", text.TextZh);
        place.Text("textEn", text.TextEn);
        place.Text("section", text.Section);
        var number = (int)text.SourceClass;
        if (number == 0)
        {
            place.Field("sourceClass").Fault("is required; say how good the source is");
        }

        if (place.Date("effectiveFrom", text.EffectiveFrom) > dates.From)
        {
            place.Field("effectiveFrom").Fault(
                $"lies after the rulebook's first day {dates.From:R}; put the rule into a later version");
        }

        if (text.HasEffectiveUntil)
        {
            CheckEnd(place.Date("effectiveUntil", text.EffectiveUntil), place, dates);
        }

        return $"{text.Section} ({ClassNames[number]})";
    }

    private static void CheckEnd(LocalDate until, Place place, RulebookDates dates)
    {
        if (dates.Until is not { } end || until < end)
        {
            place.Field("effectiveUntil").Fault(
                "lies before the rulebook's end; end the rulebook with it and write a next version without the rule");
        }
    }
}
