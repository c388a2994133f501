using CsPlatform.Cli.Output;
using CsPlatform.Cli.Verbs;
using CsPlatform.Cli.Views;
using CsPlatform.Sanctions.V1;
using Spectre.Console;

namespace CsPlatform.Cli.Demo;

/// <summary>What came of the trials.</summary>
/// <param name="Recovered">Decisions about the shop that a good day freed.</param>
/// <param name="Proposals">What awaits approval.</param>
/// <param name="Appealed">Decisions about the shop that appealed, revocations included.</param>
/// <param name="Reasons">The statement of reasons of its fine.</param>
/// <param name="Appeals">Its appeals.</param>
/// <param name="Statement">Its month.</param>
internal sealed record TrialAnswers(
    IReadOnlyList<Decision> Recovered,
    IReadOnlyList<Proposal> Proposals,
    IReadOnlyList<Decision> Appealed,
    ExplainDecisionResponse Reasons,
    IReadOnlyList<Appeal> Appeals,
    StatementView Statement)
{
    // Of the evidence the first lines are enough to see what it is.
    private const int LinesShown = 16;

    /// <summary>Shows them to people.</summary>
    public void Show(Terminal terminal)
    {
        terminal.Answers.WriteLine();
        terminal.Answers.Write(DecisionTable.Of(Appealed).Title($"{Trials.Appealing}: warned, fined, restricted, and upheld in its appeals"));
        terminal.Answers.Write(AppealView.Table(Appeals));
        terminal.Answers.Write(StatementTable.Of(Statement));
        terminal.Answers.WriteLine("Statement of reasons of the fine (./cs case reasons):");
        terminal.Answers.WriteLine(Shortened(Reasons.StatementZh));
        terminal.Answers.WriteLine(Shortened(Reasons.StatementEn));
        terminal.Answers.Write(DecisionTable.Of(Recovered).Title($"{Trials.Recovering}: restricted until a day of 40 % or more"));
        terminal.Answers.Write(ApprovalVerbs.TableOf(Proposals).Title("Awaiting approval (./cs approve, ./cs reject)"));
    }

    /// <summary>As JSON.</summary>
    public object Document() => new
    {
        Recovered = Recovered.Select(DecisionView.Of),
        Proposals = Proposals.Select(proposal => DecisionView.Of(proposal.Decision)),
        Appealed = Appealed.Select(DecisionView.Of),
        Reasons = CaseView.Of(Reasons),
        Appeals = Appeals.Select(AppealView.Of),
        Statement,
    };

    private static string Shortened(string statement)
    {
        var lines = statement.Split('\n');
        return lines.Length <= LinesShown ? statement : string.Join('\n', lines.Take(LinesShown)) + $"\n… {lines.Length - LinesShown} more lines\n";
    }
}
