using System.Globalization;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Domain.Tests.Scenarios.Runners;
using NodaTime;
using NodaTime.Text;

namespace CsPlatform.Domain.Tests.Sanctions;

/// <summary>
/// Plays a table, row by row: "day | what happens | what is decided". What happens is a rate ("25/100"), "pass", "fail" or
/// "passes" (the day begins and nothing else). What is decided is "-", a hold in brackets, an answer to an exam in brackets, or
/// decisions:
/// <code>limit to 02-01 counts 2024-01</code> names the last day of effect and the month that is charged.
/// Rates come on the morning of the day, over the seven days before it.
/// </summary>
internal static class SanctionScenario
{
    public static Standing Play(SanctionLadder ladder, string table)
    {
        var standing = Standing.New;
        var rule = ladder.InForce();
        var lastCase = "";
        foreach (var row in table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = row.Split('|', StringSplitOptions.TrimEntries);
            var day = LocalDatePattern.Iso.Parse(cells[0]).Value;
            var outcome = Happen(standing, rule, day, cells[1], lastCase);
            standing = outcome.Standing;
            lastCase = standing.Case?.Id ?? lastCase;
            Assert.Equal(Squeeze(row), $"{cells[0]} | {cells[1]} | {SanctionWords.Of(outcome)}");
        }

        return standing;
    }

    private static SanctionOutcome Happen(Standing standing, LadderInForce rule, LocalDate day, string what, string caseId) =>
        what switch
    {
        "pass" => SanctionMachine.Move(standing, new ExamPassed(caseId, day)),
        "fail" => SanctionMachine.Move(standing, new ExamFailed(caseId, day)),
        "passes" => SanctionMachine.Move(standing, new DayReached(day)),
        _ => SanctionCourse.Assess(standing, rule, Figure(day, what)),
    };

    private static AssessedFigure Figure(LocalDate day, string rate)
    {
        var parts = rate.Split('/').Select(part => long.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return Ladders.Figure(day, parts[0], parts[1]);
    }

    private static string Squeeze(string row) => string.Join(' ', row.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
