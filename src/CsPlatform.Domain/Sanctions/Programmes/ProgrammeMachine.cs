using System.Diagnostics;
using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Sanctions.Programmes;

/// <summary>
/// Moves a membership. Total: every state answers every trigger.
/// <code>
///                        Applied     FiguresFound    ProposalSettled     BanUpheld          BanLifted  DayBegan
///  Outside               Member      -               -                   Banned or below    -          -
///  Member                refused     missed: below   -                   Banned or below    -          term over: Outside
///  RemovalProposed       refused     -               Outside or Member   Banned or below    -          term over: Outside
///  Banned                refused     -               -                   -                  Outside    -
///  PermanentBanProposed  refused     -               Closed or Banned    -                  -          -
///  Closed                refused     -               -                   -                  -          -
/// </code>
/// A removal leads to Outside, and to Closed when it is the last one allowed. Removals and bans for good are only proposed where the
/// rule says "may" (handbook G14).
/// </summary>
public static class ProgrammeMachine
{
    /// <summary>The new membership.</summary>
    public static ProgrammeOutcome Move(Membership membership, ProgrammeRule rule, ProgrammeTrigger trigger)
    {
        ArgumentNullException.ThrowIfNull(membership);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(trigger);
        return trigger.EffectiveOn < Since(membership.State)
            ? new(membership, ProgrammeAnswer.BeforePresentState)
            : trigger switch
            {
                Applied applied => Apply(membership, rule, applied),
                FiguresFound found => Judge(membership, rule, found),
                ProposalSettled settled => Settle(membership, rule, settled),
                BanUpheld ban => Ban(membership, rule, ban),
                BanLifted => membership.State is Banned
                    ? new(membership with { State = new Outside() }, ProgrammeAnswer.Moved)
                    : new(membership, ProgrammeAnswer.NotBanned),
                DayBegan => Begin(membership, trigger.EffectiveOn),
                _ => throw new UnreachableException($"No answer for {trigger}."),
            };
    }

    /// <summary>Whether goods of that name may be offered: those of a ban for good stay out.</summary>
    public static bool MayOffer(Membership membership, string goodsName)
    {
        ArgumentNullException.ThrowIfNull(membership);
        ArgumentNullException.ThrowIfNull(goodsName);
        return !membership.BlockedGoods.Contains(goodsName.Trim(), StringComparer.Ordinal);
    }

    private static LocalDate Since(MembershipState state) => state switch
    {
        Outside => LocalDate.MinIsoValue,
        Member member => member.Since,
        RemovalProposed proposed => proposed.ProposedOn,
        Banned banned => banned.On,
        PermanentBanProposed proposed => proposed.On,
        Closed closed => closed.On,
        _ => throw new UnreachableException($"No such state: {state}."),
    };

    private static ProgrammeOutcome Apply(Membership membership, ProgrammeRule rule, Applied applied)
    {
        var refusal = membership.State switch
        {
            Closed { IsBan: false } => ProgrammeAnswer.RemovedTooOften,
            Closed or Banned or PermanentBanProposed => ProgrammeAnswer.IsBanned,
            Member or RemovalProposed => ProgrammeAnswer.IsMember,
            _ when applied.AppliedOn < membership.NotBefore => ProgrammeAnswer.TooEarly,
            _ => (ProgrammeAnswer?)null,
        };
        if (refusal is { } why)
        {
            return new(membership, why);
        }

        var gates = rule.Gates.Select(gate => (Gate: gate, Answer: Pass(gate, applied.Figures))).ToList();
        if (gates.Find(gate => gate.Answer == ProgrammeAnswer.NoData).Gate is { } unknown)
        {
            return new(membership, ProgrammeAnswer.NoData, unknown);
        }

        return gates.Find(gate => gate.Answer == ProgrammeAnswer.GateMissed).Gate is { } missed
            ? new(Out(membership, rule, applied.AppliedOn), ProgrammeAnswer.GateMissed, missed)
            : new(membership with { State = Enter(rule, applied.AppliedOn), NotBefore = null }, ProgrammeAnswer.Moved);
    }

    private static ProgrammeAnswer Pass(Gate gate, KnownFigures figures)
    {
        if (gate.Limit is null)
        {
            return ProgrammeAnswer.Moved;
        }

        var values = figures.Last(gate.Figure.Id, gate.Periods).ToList();
        return values.Count < gate.Periods || values.Exists(value => !value.HasData) ? ProgrammeAnswer.NoData
            : values.TrueForAll(gate.Admits) ? ProgrammeAnswer.Moved
            : ProgrammeAnswer.GateMissed;
    }

    private static Member Enter(ProgrammeRule rule, LocalDate day)
    {
        if (rule.TermDay is not { } termDay)
        {
            return new Member(day, null);
        }

        var term = new LocalDate(day.Year, day.Month, termDay);
        return new Member(day, day < term ? term : term.PlusMonths(1));
    }

    private static Membership Out(Membership membership, ProgrammeRule rule, LocalDate day) =>
        rule.DaysOut == 0 ? membership : membership with { NotBefore = day.PlusDays(rule.DaysOut) };

    private static ProgrammeOutcome Judge(Membership membership, ProgrammeRule rule, FiguresFound found)
    {
        if (membership.State is not Member member || rule.Removal is not { } removal)
        {
            return new(membership, ProgrammeAnswer.NothingToJudge);
        }

        if (!removal.Missed.Holds(found.Figures.Newest(removal.Figure.Id)))
        {
            return new(membership, ProgrammeAnswer.Kept);
        }

        return removal.NeedsApproval
            ? new(membership with { State = new RemovalProposed(member, found.FoundOn) }, ProgrammeAnswer.Moved)
            : new(Remove(membership, rule, found.FoundOn), ProgrammeAnswer.Moved);
    }

    private static Membership Remove(Membership membership, ProgrammeRule rule, LocalDate day)
    {
        var removed = Out(membership with { Removals = membership.Removals + 1 }, rule, day);
        return removed with
        {
            State = rule.LastRemoval is { } last && removed.Removals >= last ? new Closed(day, IsBan: false) : new Outside(),
        };
    }

    private static ProgrammeOutcome Settle(Membership membership, ProgrammeRule rule, ProposalSettled settled)
    {
        Membership? after = membership.State switch
        {
            RemovalProposed when settled.IsApproved => Remove(membership, rule, settled.AnsweredOn),
            RemovalProposed proposed => membership with { State = proposed.Before },
            PermanentBanProposed proposed when settled.IsApproved => membership with
            {
                State = new Closed(settled.AnsweredOn, IsBan: true),
                BlockedGoods = rule.Bans is { SameNameGoodsStayOut: true }
                    ? [.. membership.BlockedGoods.Concat(proposed.Goods.Select(name => name.Trim())).Distinct().Order(StringComparer.Ordinal)]
                    : membership.BlockedGoods,
            },
            PermanentBanProposed proposed => membership with { State = new Banned(proposed.On) },
            _ => null,
        };
        return after is null ? new(membership, ProgrammeAnswer.NothingProposed) : new(after, ProgrammeAnswer.Moved);
    }

    private static ProgrammeOutcome Ban(Membership membership, ProgrammeRule rule, BanUpheld ban)
    {
        if (rule.Bans is not { } bans || membership.State is Banned or PermanentBanProposed or Closed)
        {
            return new(membership, ProgrammeAnswer.BanChangesNothing);
        }

        var banned = membership with { Bans = membership.Bans + 1 };
        return new(
            banned with
            {
                State = banned.Bans >= bans.PermanentFrom
                    ? new PermanentBanProposed(ban.UpheldOn, ban.Goods)
                    : new Banned(ban.UpheldOn),
            },
            ProgrammeAnswer.Moved);
    }

    private static ProgrammeOutcome Begin(Membership membership, LocalDate day)
    {
        var member = membership.State as Member ?? (membership.State as RemovalProposed)?.Before;
        return member?.Until <= day
            ? new(membership with { State = new Outside() }, ProgrammeAnswer.Moved)
            : new(membership, ProgrammeAnswer.NothingDue);
    }
}
