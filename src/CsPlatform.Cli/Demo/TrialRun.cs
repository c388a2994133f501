using CsPlatform.Cli.Output;
using CsPlatform.Cli.Verbs;
using CsPlatform.Cli.Views;
using CsPlatform.Common.V1;
using CsPlatform.Sanctions.V1;

namespace CsPlatform.Cli.Demo;

/// <summary>Plays the three trials through the services, as their users would, and checks each step.</summary>
internal sealed class TrialRun(VerbRun run, DemoChecks checks)
{
    private static readonly ShopKey Willow = new() { Platform = Trials.OfAppealing, ShopId = Trials.Appealing };

    /// <summary>Plays everything and gathers the answers.</summary>
    public async Task<TrialAnswers> PlayAsync(Action<string> step)
    {
        step($"trials: sending {Wording.Count(Trials.Events.Count)} events of three more platforms");
        await DemoSender.SendAsync(run, Trials.Events, checks).ConfigureAwait(false);
        foreach (var platform in (string[])[Trials.OfAppealing, Trials.OfRecovering, Trials.OfProposed])
        {
            step($"trials: closing days of {platform}");
            await CloseVerb.CloseAsync(run, platform, $"{Trials.LastClosed:yyyy-MM-dd}", _ => { }).ConfigureAwait(false);
        }

        var recovered = await DecisionsAsync(Trials.OfRecovering, Trials.Recovering).ConfigureAwait(false);
        checks.Same("lifted by a good day", Lines(recovered), "restricted 2026-02-03 case_ended 2026-02-04");
        var proposals = await ProposalsAsync().ConfigureAwait(false);
        step("trials: appealing");
        return await AppealAsync(recovered, proposals).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<Proposal>> ProposalsAsync()
    {
        var proposed = await DecisionsAsync(Trials.OfProposed, Trials.Proposed).ConfigureAwait(false);
        checks.Same("proposed once at a DSR of 3", Lines([.. proposed.Take(2)]), "warned 2026-02-03 clearance_proposed 2026-02-03");
        var request = new ListProposalsRequest { Platform = Trials.OfProposed, ShopId = Trials.Proposed, State = ProposalState.Open };
        var proposals = await ApprovalVerbs.AllAsync(run.Services, request, run.Cancellation).ConfigureAwait(false);
        checks.Same("awaiting approval", string.Join(", ", proposals.Select(proposal => proposal.Decision.Measure)), "clear_out");
        return proposals;
    }

    private async Task<TrialAnswers> AppealAsync(IReadOnlyList<Decision> recovered, IReadOnlyList<Proposal> proposals)
    {
        var taken = await DecisionsAsync(Trials.OfAppealing, Trials.Appealing).ConfigureAwait(false);
        checks.Same(
            "warned, fined and restricted",
            Lines([.. taken.Where(decision => decision.Kind != DecisionKind.Revoked)]),
            "warned 2026-02-03 fined 2026-02-04 restricted 2026-02-04 case_ended 2026-02-07");
        var fine = taken.First(decision => decision.Kind == DecisionKind.Fined);
        var restriction = taken.First(decision => decision.Kind == DecisionKind.Restricted);

        var reasons = await ExplainVerb.AskAsync(run, Willow, fine.DecisionId).ConfigureAwait(false);
        checks.Same("units that missed, in the reasons", reasons.EvidenceUnits, 70);
        checks.Same("fewest that would have avoided the fine", reasons.AvoidedBy.FirstOrDefault()?.Units, 10);
        var again = await ExplainVerb.AskAsync(run, Willow, fine.DecisionId).ConfigureAwait(false);
        checks.Same("the reasons told once more", again.StatementZh + again.StatementEn, reasons.StatementZh + reasons.StatementEn);

        var appeals = new List<Appeal>
        {
            await UpholdAsync("demo-appeal-fine", fine.DecisionId, "An outage of the platform kept the agents out.").ConfigureAwait(false),
            await UpholdAsync("demo-appeal-abuse", restriction.DecisionId, "The words were quoted from the buyer.").ConfigureAwait(false),
        };
        var after = await DecisionsAsync(Trials.OfAppealing, Trials.Appealing).ConfigureAwait(false);
        var revoked = after.Where(decision => decision.Kind == DecisionKind.Revoked)
            .Select(decision => $"{decision.Correction.TraceId} {decision.Correction.Revokes}").Order(StringComparer.Ordinal).ToList();
        checks.Same("the fine is revoked", revoked.Contains($"appeal:demo-appeal-fine {fine.DecisionId}"), true);
        checks.Same("the restriction is revoked", revoked.Contains($"appeal:demo-appeal-abuse {restriction.DecisionId}"), true);
        var statement = await StatementVerb.GetAsync(run.Services, Willow, "2026-02", run.Cancellation).ConfigureAwait(false);
        checks.Same(
            "the fine in the statement", string.Join(" ", statement.Fines.Select(line => $"{line.AmountFen} {line.TraceId}".Trim())),
            "100000 -100000 appeal:demo-appeal-fine");
        checks.Same("fined in the end", statement.FinedFen, 0);
        return new TrialAnswers(recovered, proposals, after, reasons, appeals, statement);
    }

    private async Task<Appeal> UpholdAsync(string id, string decision, string text)
    {
        var filing = new FileAppealRequest { Shop = Willow, AppealId = id, DecisionId = decision, FiledBy = "demo-merchant", Text = text };
        await run.Services.Appeals.FileAppealAsync(filing, cancellationToken: run.Cancellation).ConfigureAwait(false);
        var ruling = new DecideAppealRequest
        {
            Shop = Willow, AppealId = id, Reviewer = "demo-reviewer", Outcome = AppealState.Upheld, Reason = "The merchant is right.",
        };
        var answer = await run.Services.Appeals.DecideAppealAsync(ruling, cancellationToken: run.Cancellation).ConfigureAwait(false);
        checks.Same($"{id} is upheld", answer.Appeal.State, AppealState.Upheld);
        return answer.Appeal;
    }

    private async Task<IReadOnlyList<Decision>> DecisionsAsync(string platform, string shop)
    {
        var request = new ListDecisionsRequest { Platform = platform, ShopId = shop };
        var (decisions, _) = await SanctionsVerb.AllAsync(run.Services, request, run.Cancellation).ConfigureAwait(false);
        return [.. decisions.OrderBy(decision => decision.EffectiveFrom, StringComparer.Ordinal).ThenBy(decision => decision.Kind switch
        {
            DecisionKind.Warned => 0,
            DecisionKind.Fined => 1,
            _ => 2,
        })];
    }

    private static string Lines(IReadOnlyList<Decision> decisions) =>
        string.Join(" ", decisions.Select(decision => $"{Wording.Word(decision.Kind)} {decision.EffectiveFrom}"));
}
