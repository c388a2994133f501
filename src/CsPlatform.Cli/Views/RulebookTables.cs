using CsPlatform.Cli.Output;
using CsPlatform.Domain.Rulebooks;
using Spectre.Console;

namespace CsPlatform.Cli.Views;

/// <summary>A rulebook as tables for people. The library counts a Chinese character as two columns.</summary>
internal static class RulebookTables
{
    public static void Show(Terminal terminal, Rulebook rulebook, RulebookView view)
    {
        terminal.Answers.WriteLine(
            $"{view.NameZh} ({view.Platform}), rulebook {view.Version}: in force from {view.From} {Until(view.To)}");
        terminal.Answers.WriteLine($"{Wording.Count(view.Rules)} rules, {Wording.Count(view.NotExecuted)} of them not executed");
        terminal.Answers.WriteLine($"hash {view.Hash}");
        terminal.Answers.WriteLine($"file {view.File}");
        var rules = rulebook.Contents.Select(entry => RuleView.Of(entry)).ToArray();
        foreach (var kind in rules.GroupBy(rule => rule.Kind))
        {
            terminal.Answers.WriteLine();
            terminal.Answers.Write(Rules(kind.Key, [.. kind]));
        }

        NotExecuted(terminal, rules);
        Lines(terminal, "Assumed:", Assumed(rulebook, rules));
    }

    // First what concerns the rulebook as a whole, then rule by rule.
    private static IEnumerable<string> Assumed(Rulebook rulebook, RuleView[] rules) =>
        rulebook.Assumptions.Distinct().Except(rules.SelectMany(rule => rule.Assumptions)).Concat(
            from rule in rules
            where rule.NotExecuted is null
            from assumption in rule.Assumptions
            select $"{rule.Id}: {assumption}");

    public static void ShowRule(Terminal terminal, Rulebook rulebook, RuleView rule)
    {
        var status = rule.NotExecuted is null ? "executed" : $"not executed: {rule.NotExecuted}";
        var inventory = rule.Inventory.Count == 0 ? "" : $"; inventory {string.Join(", ", rule.Inventory)}";
        terminal.Answers.WriteLine($"{rule.Id}  {rule.NameZh}  ({rule.NameEn})");
        terminal.Answers.WriteLine($"{rule.Kind} of {rulebook.Platform} {rulebook.Version:R}, rulebook {rulebook.Hash}");
        terminal.Answers.WriteLine($"{rule.Section} ({rule.SourceClass}); from {rule.From} {Until(rule.To)}{inventory}");
        terminal.Answers.WriteLine(status);
        terminal.Answers.WriteLine();
        terminal.Answers.WriteLine(rule.TextZh);
        terminal.Answers.WriteLine(rule.TextEn);
        Lines(terminal, "Assumed:", rule.Assumptions);
        terminal.Answers.WriteLine();
        // As it stands in the file; a line that the library would break is no JSON to copy.
        terminal.Output.WriteLine(rule.Definition?.GetRawText());
    }

    private static Table Rules(string kind, RuleView[] rules)
    {
        var table = new Table { Title = new TableTitle($"{kind} ({rules.Length})") };
        table.AddColumns("id", "rule", "source", "from", "until", "executed");
        foreach (var rule in rules)
        {
            table.AddRow(
                Markup.Escape(rule.Id),
                Markup.Escape($"{rule.NameZh}\n{rule.NameEn}"),
                Markup.Escape($"{rule.Section}\n{rule.SourceClass}"),
                rule.From,
                rule.To ?? "-",
                rule.NotExecuted is null ? "yes" : "no");
        }

        return table;
    }

    private static void NotExecuted(Terminal terminal, RuleView[] rules) => Lines(
        terminal,
        "Not executed:",
        rules.Where(rule => rule.NotExecuted is not null).Select(rule => $"{rule.Id}: {rule.NotExecuted}"));

    private static void Lines(Terminal terminal, string heading, IEnumerable<string> lines)
    {
        var all = lines.ToArray();
        if (all.Length == 0)
        {
            return;
        }

        terminal.Answers.WriteLine();
        terminal.Answers.WriteLine(heading);
        foreach (var line in all)
        {
            terminal.Answers.Write(new Padder(new Text($"- {line}"), new Padding(2, 0, 0, 0)));
        }
    }

    private static string Until(string? to) => to is null ? "until further notice" : $"until before {to}";
}
