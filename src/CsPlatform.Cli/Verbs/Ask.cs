using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Cli.Verbs;

/// <summary>The options that several verbs share, checked where they are read.</summary>
internal static class Ask
{
    public static Option<string> Platform() => new("--platform")
    {
        Description = "The platform, such as xiaohongshu.",
        HelpName = "P",
        Required = true,
    };

    public static Option<string> Shop(bool required) =>
        new("--shop") { Description = required ? "The shop's id." : "Only this shop.", HelpName = "S", Required = required };

    public static Option<string> Day(string name, string description, bool required)
    {
        var option = new Option<string>(name)
        {
            Description = $"{description} (YYYY-MM-DD, China Standard Time)",
            HelpName = "DATE",
            Required = required,
        };
        option.Validators.Add(result => Check(result, "yyyy-MM-dd", "a day such as 2021-02-14"));
        return option;
    }

    public static Option<string> Month()
    {
        var option =
            new Option<string>("--month") { Description = "The natural month (YYYY-MM).", HelpName = "MONTH", Required = true };
        option.Validators.Add(result => Check(result, "yyyy-MM", "a month such as 2021-02"));
        return option;
    }

    public static Option<DateTimeOffset?> KnownAt() => new("--known-at")
    {
        Description = "What was known at that instant, such as 2021-02-03T10:00:00+08:00; without an offset: China Standard Time.",
        HelpName = "TIME",
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
            // A text without an offset is read as one of UTC and then moved: the offset of this machine must not matter.
            if (DateTime.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var written))
            {
                return written.Kind == DateTimeKind.Unspecified
                    ? new DateTimeOffset(written, TimeSpan.FromHours(8))
                    : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
            }

            result.AddError($"--known-at \"{text}\" is not an instant such as 2021-02-03T10:00:00+08:00.");
            return null;
        },
    };

    /// <summary>The instant as contracts have it; null = none was given.</summary>
    public static Timestamp? Instant(DateTimeOffset? at) => at is { } given ? Timestamp.FromDateTimeOffset(given) : null;

    private static void Check(OptionResult result, string format, string example)
    {
        var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        if (!DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            result.AddError($"{result.Option.Name} \"{text}\" is not {example}.");
        }
    }
}
