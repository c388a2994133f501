using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

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

    private static void Check(OptionResult result, string format, string example)
    {
        var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        if (!DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            result.AddError($"{result.Option.Name} \"{text}\" is not {example}.");
        }
    }
}
