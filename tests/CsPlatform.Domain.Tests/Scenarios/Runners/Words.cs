using System.Text.RegularExpressions;
using CsPlatform.Domain.Primitives;
using NodaTime;
using NodaTime.Text;

namespace CsPlatform.Domain.Tests.Scenarios.Runners;

/// <summary>Values as tables write them.</summary>
internal static partial class Words
{
    private static readonly LocalDateTimePattern Time = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss.FFF");
    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    /// <summary>A name of code as words: "NoValueChosen" is "no value chosen".</summary>
    internal static string Of(Enum value) => Capital().Replace($"{value}", " $1").Trim().ToLowerInvariant();

    /// <summary>A sum in yuan, such as "27.78"; null for an absent cell.</summary>
    internal static Fen? Yuan(string? text) => text is null ? null : new Fen((long)(Number(text) * 100).HalfUp());

    /// <summary>An exact number, such as "79.999" or "1/3".</summary>
    internal static Fraction Number(string text)
    {
        var parts = text.Split('/');
        return parts.Select(part => Fraction.Parse(part.Replace(" ", "", StringComparison.Ordinal))
            ?? throw new FormatException($"\"{text}\" is no number.")).Aggregate((left, right) => left / right);
    }

    /// <summary>A wall-clock time of China, such as "2022-03-01 09:00" or "2022-03-01 09:00:00.001".</summary>
    internal static Instant? At(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var parsed = Time.Parse(text);
        return ChinaTime.At(parsed.Success ? parsed.Value : Minute.Parse(text).Value);
    }

    /// <summary>A natural day.</summary>
    internal static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;

    [GeneratedRegex("(?<!^)([A-Z])")]
    private static partial Regex Capital();
}
