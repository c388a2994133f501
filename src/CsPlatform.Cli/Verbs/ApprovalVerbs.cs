using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Stacks;
using CsPlatform.Cli.Views;
using CsPlatform.Common.V1;
using CsPlatform.Sanctions.V1;
using Spectre.Console;

namespace CsPlatform.Cli.Verbs;

/// <summary>Shows what is proposed, answers it, and shows who looked and answered.</summary>
internal static class ApprovalVerbs
{
    private const int PageSize = 1_000;
    private static readonly Option<string> Platform = Ask.Platform();
    private static readonly Option<string> OneShop = Ask.Shop(required: true);
    private static readonly Option<string> AnyShop = Ask.Shop(required: false);
    private static readonly Option<string> State = new("--state") { Description = $"Only those: {Wording.Words<ProposalState>()}.", HelpName = "S" };
    private static readonly Option<string> Viewer = new("--actor") { Description = "Who looks; noted in the audit log.", HelpName = "WHO" };
    private static readonly Option<string> Actor = new("--actor") { Description = "Who answers.", HelpName = "WHO", Required = true };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why.", HelpName = "TEXT", Required = true };
    private static readonly Option<string> Proposal = new("--proposal")
    {
        Description = "The decision that proposes the measure (./cs proposals).", HelpName = "ID", Required = true,
    };

    public static IEnumerable<Command> Build(VerbFactory verbs) =>
    [
        verbs.Verb(
            "proposals", "Lists proposed measures: nothing of them happens before somebody approves.",
            [Platform, AnyShop, State, Viewer], ListAsync),
        verbs.Verb("approve", "Approves a proposed measure.", [Platform, OneShop, Proposal, Actor, Reason], run => AnswerAsync(run, approve: true)),
        verbs.Verb("reject", "Rejects a proposed measure.", [Platform, OneShop, Proposal, Actor, Reason], run => AnswerAsync(run, approve: false)),
        verbs.Verb("audit", "Shows who looked at a shop's proposals and what they answered.", [Platform, OneShop], AuditAsync),
    ];

    /// <summary>Every page of a listing.</summary>
    public static async Task<List<Proposal>> AllAsync(Services services, ListProposalsRequest request, CancellationToken cancellation)
    {
        var proposals = new List<Proposal>();
        request.PageSize = PageSize;
        do
        {
            var page = await services.Approvals.ListProposalsAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            proposals.AddRange(page.Proposals);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return proposals;
    }

    /// <summary>Proposals as a table for people.</summary>
    public static Table TableOf(IEnumerable<Proposal> proposals)
    {
        var table = new Table().AddColumns("shop", "proposal", "measure", "since", "state", "expires", "answered", "reason");
        foreach (var proposal in proposals)
        {
            var decision = proposal.Decision;
            table.AddRow(
                Markup.Escape(decision.Shop.ShopId), Markup.Escape(decision.DecisionId), decision.Measure, decision.EffectiveFrom,
                Wording.Word(proposal.State), proposal.ExpiresOn.Length == 0 ? "-" : proposal.ExpiresOn,
                proposal.AnsweredBy.Length == 0 ? "-" : Markup.Escape($"{proposal.AnsweredBy}: {proposal.Reason}"),
                Markup.Escape($"{decision.ReasonEn}\n{decision.ReasonZh}"));
        }

        return table;
    }

    private static async Task<int> ListAsync(VerbRun run)
    {
        var word = run.Parse.GetValue(State);
        var request = new ListProposalsRequest
        {
            Platform = run.Parse.GetRequiredValue(Platform),
            ShopId = run.Parse.GetValue(AnyShop) ?? "",
            Actor = run.Parse.GetValue(Viewer) ?? "",
            State = word is null ? ProposalState.Unspecified : Wording.FromWord<ProposalState>(word) ?? throw new CliException(
                $"--state {word} is none of {Wording.Words<ProposalState>()}.\nNext: name one of them, or leave it out."),
        };
        var proposals = await AllAsync(run.Services, request, run.Cancellation).ConfigureAwait(false);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, proposals.Select(proposal => new
            {
                Decision = DecisionView.Of(proposal.Decision),
                State = Wording.Word(proposal.State),
                proposal.ProposedBy,
                ExpiresOn = Wording.OrNull(proposal.ExpiresOn),
                AnsweredBy = Wording.OrNull(proposal.AnsweredBy),
                Reason = Wording.OrNull(proposal.Reason),
                AnsweredAt = Wording.At(proposal.AnsweredAt),
            }));
            return ExitStatus.Done;
        }

        run.Terminal.Answers.Write(TableOf(proposals));
        run.Terminal.Note($"{Wording.Count(proposals.Count)} proposals.");
        return ExitStatus.Done;
    }

    private static async Task<int> AnswerAsync(VerbRun run, bool approve)
    {
        var request = new AnswerProposalRequest
        {
            Shop = ShopOf(run),
            ProposalId = run.Parse.GetRequiredValue(Proposal),
            Approve = approve,
            Actor = run.Parse.GetRequiredValue(Actor),
            Reason = run.Parse.GetRequiredValue(Reason),
        };
        var answer = await run.Services.Approvals.AnswerProposalAsync(request, cancellationToken: run.Cancellation).ConfigureAwait(false);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, DecisionView.Of(answer.Decision));
        }
        else
        {
            run.Terminal.Answers.Write(DecisionTable.Of([answer.Decision]));
        }

        return ExitStatus.Done;
    }

    private static async Task<int> AuditAsync(VerbRun run)
    {
        var request = new ListAuditRequest { Shop = ShopOf(run) };
        var answer = await run.Services.Approvals.ListAuditAsync(request, cancellationToken: run.Cancellation).ConfigureAwait(false);
        if (run.AsJson)
        {
            Json.Write(run.Terminal.Output, answer.Entries.Select(entry => new
            {
                entry.Entry, entry.Act, ProposalId = Wording.OrNull(entry.ProposalId), entry.Actor, At = Wording.At(entry.At), entry.Outcome,
            }));
            return ExitStatus.Done;
        }

        var table = new Table().AddColumns("entry", "when", "who", "act", "proposal", "outcome");
        foreach (var entry in answer.Entries)
        {
            table.AddRow(
                Wording.Count(entry.Entry), Wording.At(entry.At) ?? "-", Markup.Escape(entry.Actor), entry.Act,
                entry.ProposalId.Length == 0 ? "-" : Markup.Escape(entry.ProposalId), entry.Outcome);
        }

        run.Terminal.Answers.Write(table);
        return ExitStatus.Done;
    }

    private static ShopKey ShopOf(VerbRun run) =>
        new() { Platform = run.Parse.GetRequiredValue(Platform), ShopId = run.Parse.GetRequiredValue(OneShop) };
}
