using NodaTime;

namespace CsPlatform.Domain.Sanctions.Statements;

/// <summary>Writes the units that tell against a shop, each with its messages, times and events.</summary>
public static class StatementEvidence
{
    private const string Rule = "--------";

    /// <summary>The units, in the order of the figure's explanation.</summary>
    /// <param name="units">The first of them.</param>
    /// <param name="total">How many there are.</param>
    public static StatementText Write(IReadOnlyList<StatedUnit> units, long total)
    {
        ArgumentNullException.ThrowIfNull(units);
        var rest = total - units.Count;
        string[] restZh = rest > 0 ? [$"- 另有{rest}个单位,见该指标的完整说明"] : [];
        string[] restEn = rest > 0 ? [$"- and {rest} more units: the figure's own explanation tells them"] : [];
        return new(
            StatementOfReasons.Join([Rule, $"依据:{total}个单位", .. units.SelectMany(unit => Lines(unit, zh: true)), .. restZh]),
            StatementOfReasons.Join([Rule, $"Evidence: {total} units", .. units.SelectMany(unit => Lines(unit, zh: false)), .. restEn]));
    }

    /// <summary>What is said where the figure's revision cannot be opened any more.</summary>
    /// <param name="told">SHA-256, in hexadecimal, of the evidence as it was first told; null = it never was.</param>
    public static StatementText Closed(string? told) => new(
        StatementOfReasons.Join([Rule, $"依据:该次发布的指标已无法展开,以上所载分子与分母为作出决定时保存的数值{(told is null ? "" : $";首次说明的依据SHA-256 {told}")}。"]),
        StatementOfReasons.Join(
        [
            Rule,
            "Evidence: this revision of the figure cannot be opened any more; numerator and denominator above are those stored with the decision" +
                (told is null ? "." : $"; SHA-256 of the evidence as first told: {told}."),
        ]));

    private static IEnumerable<string> Lines(StatedUnit unit, bool zh)
    {
        yield return $"- {unit.Id} {unit.Day} {unit.Reason}";
        foreach (var turn in unit.Turns)
        {
            yield return "  - " + Turn(turn, zh);
        }

        foreach (var one in unit.Events)
        {
            yield return "  - " + Event(one);
        }
    }

    private static string Turn(StatedTurn turn, bool zh)
    {
        var due = turn.DueAt is { } at ? $"; {(zh ? "到期" : "due")} {Exact(at)}" : "";
        var answered = turn.Answered is { } answer
            ? $"; {(zh ? "回复" : "answered")} {Event(answer)}"
            : zh ? "; 无回复" : "; never answered";
        return $"{(zh ? "提问" : "asked")} {Event(turn.Asked)}{due}{answered}: {turn.Verdict} {turn.Reason}";
    }

    private static string Event(StatedEvent one) =>
        $"{Exact(one.At)} [{one.Name}{(one.Position == 0 ? "" : $" @{one.Partition}:{one.Position}")}]";

    private static string Exact(Instant at) =>
        StatementOfReasons.At(at) + $".{at.ToUnixTimeMilliseconds() % 1000:000}";
}
