using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Sanctions;
using CsPlatform.Domain.Sanctions.Dockets;
using CsPlatform.Persistence;
using CsPlatform.Persistence.Feeds;
using CsPlatform.Persistence.Transactions;
using CsPlatform.Rulebooks;
using CsPlatform.Sanctions.Approvals;
using CsPlatform.Sanctions.Standings;
using CsPlatform.Sanctions.Storage;
using CsPlatform.Sanctions.V1;
using CsPlatform.Sanctions.Wire;
using CsPlatform.ServiceDefaults.Errors;
using Grpc.Core;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using ShopKey = CsPlatform.Domain.Primitives.ShopKey;

namespace CsPlatform.Sanctions.UseCases;

/// <summary>Takes a person's answer to a proposal, once; whatever comes of the call is in the audit log.</summary>
internal sealed class AnswerProposal(
    Database database,
    RulebookCatalogue catalogue,
    DecisionLog decisions,
    FeedSignal signal,
    StandingCache standings,
    IOptions<ApprovalOptions> options,
    TimeProvider time)
{
    private const int LongestReason = 4_000;

    public async Task<AnswerProposalResponse> HandleAsync(AnswerProposalRequest request, CancellationToken cancellation)
    {
        var shop = Read(request);
        var whose = (Partition: Partitions.Of(shop.Platform, shop.ShopId), Shop: shop);
        var now = time.GetUtcNow();
        (string Act, string ProposalId, string Actor, string Outcome, DateTimeOffset At) entry =
            (request.Approve ? "APPROVE" : "REJECT", request.ProposalId, request.Actor, "DONE", now);
        try
        {
            var decision = await database.InTransactionAsync(
                async (connection, transaction, token) =>
                {
                    var taken = await AnswerAsync(transaction, whose, request, now, token);
                    await AuditLog.AddAsync(connection, whose, entry, token);
                    return taken;
                },
                cancellation);
            signal.Announce(whose.Partition);
            standings.Forget(whose.Shop);
            return new AnswerProposalResponse { Decision = decision };
        }
        catch (RefusedAnswerException refused)
        {
            await database.InTransactionAsync(
                (connection, _, token) => AuditLog.AddAsync(connection, whose, entry with { Outcome = refused.Name }, token), cancellation);
            throw refused.Refusal;
        }
    }

    private async Task<Decision> AnswerAsync(
        NpgsqlTransaction transaction, (int Partition, ShopKey Shop) whose, AnswerProposalRequest request, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var standings = await StandingStore.LockAsync(transaction, whose.Partition, whose.Shop, cancellation);
        var today = ChinaTime.Day(now.ToInstant());
        var proposal = await ProposalStore.FindAsync(
            transaction.Connection!, whose, request.ProposalId, options.Value.DaysToAnswer, today, cancellation);
        if (proposal is null)
        {
            throw new RefusedAnswerException("NOT_FOUND", Refusal.NotFound(
                "proposal", $"shops/{whose.Shop.Platform}/{whose.Shop.ShopId}/proposals/{request.ProposalId}",
                $"Shop {whose.Shop} has no proposal {request.ProposalId}; ./cs proposals names what is proposed."));
        }

        if (proposal.State is ProposalState.Approved or ProposalState.Rejected)
        {
            return await RepeatAsync(transaction, whose, proposal, request, cancellation);
        }

        Check(proposal, request);
        var (key, standing) = standings.First(found => found.Value.Proposals.Any(open => open.DecisionId == request.ProposalId));
        var trigger = new ProposalAnswered(request.ProposalId, request.Approve, LaterOf(today, FromProto.Day(proposal.Decision.EffectiveFrom)));
        var outcome = SanctionMachine.Move(standing, trigger);
        await DocketStore.AddAsync(transaction, whose.Partition, [(key, new TriggerEntry(0, trigger.AnsweredOn, trigger))], now, cancellation);
        await StandingStore.SaveAsync(transaction, whose.Partition, [KeyValuePair.Create(key, outcome.Standing)], cancellation);
        var taken = await decisions.AppendAsync(
            transaction, whose.Partition, [.. outcome.Decisions.Select(decision => new TakenDecision(whose.Shop, decision))], cancellation);
        await ProposalStore.AnswerAsync(transaction, whose.Partition, request, (taken[0].DecisionId, now), cancellation);
        return taken[0];
    }

    private static async Task<Decision> RepeatAsync(
        NpgsqlTransaction transaction, (int Partition, ShopKey Shop) whose, Proposal proposal, AnswerProposalRequest request,
        CancellationToken cancellation)
    {
        var isSame = (proposal.State == ProposalState.Approved, proposal.AnsweredBy, proposal.Reason)
            == (request.Approve, request.Actor, request.Reason);
        if (!isSame)
        {
            throw Refused(
                "ANSWERED", request, $"{proposal.AnsweredBy} has {(proposal.State == ProposalState.Approved ? "approved" : "rejected")} it already.");
        }

        var id = $"{request.ProposalId}:{(request.Approve ? "approved" : "rejected")}";
        return (await DecisionLog.FindAsync(transaction.Connection!, whose.Partition, whose.Shop, id, cancellation))!;
    }

    private static void Check(Proposal proposal, AnswerProposalRequest request)
    {
        if (proposal.State == ProposalState.Revoked)
        {
            throw Refused("REVOKED", request, "What it rests on does not stand any more: there is nothing to answer.");
        }

        if (proposal.State == ProposalState.Expired)
        {
            throw Refused("EXPIRED", request, $"It could be answered before {proposal.ExpiresOn}; nothing happens now.");
        }

        if (proposal.ProposedBy == request.Actor)
        {
            throw Refused("NOT_INDEPENDENT", request, $"{request.Actor} proposed it; let somebody else answer.");
        }
    }

    private static RefusedAnswerException Refused(string name, AnswerProposalRequest request, string words) =>
        new(name, Refusal.FailedPrecondition(name, $"proposals/{request.ProposalId}", words));

    // A measure cannot be answered before it was proposed, whatever the clocks say.
    private static LocalDate LaterOf(LocalDate today, LocalDate proposedOn) => today > proposedOn ? today : proposedOn;

    private ShopKey Read(AnswerProposalRequest request)
    {
        var fields = new RequestFields();
        var shop = fields.Shop(request.Shop, catalogue);
        fields.Id("proposal_id", request.ProposalId);
        fields.Id("actor", request.Actor);
        fields.AddIf(request.Reason.Length is 0 or > LongestReason, "reason", $"has {request.Reason.Length} characters; send 1 to {LongestReason}");
        fields.ThrowIfAny();
        return shop;
    }

    /// <summary>An answer is refused: nothing is changed, and the audit log tells of it.</summary>
    private sealed class RefusedAnswerException(string name, RpcException refusal) : Exception(refusal.Message)
    {
        public string Name => name;

        public RpcException Refusal => refusal;
    }
}
