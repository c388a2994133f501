using NodaTime;

namespace CsPlatform.Domain.Rulebooks;

/// <summary>Something that is due by a time, with what happens when it is missed.</summary>
/// <param name="Head">Its name, words and source.</param>
/// <param name="Trigger">Kind of fact that arms it; the earliest of a case counts.</param>
/// <param name="FulfilledBy">Kinds of fact that fulfil it; the earliest counts.</param>
/// <param name="CancelledBy">Kinds of fact that end it without fulfilment.</param>
/// <param name="OwedBy">Who owes it.</param>
/// <param name="Due">By when.</param>
/// <param name="Missed">What follows when it is missed; null = nothing follows by itself.</param>
/// <param name="WarnBefore">How long before the due time its debtor is warned, falling; empty = no warning.</param>
public sealed record ObligationRule(
    RuleHead Head,
    string Trigger,
    IReadOnlySet<string> FulfilledBy,
    IReadOnlySet<string> CancelledBy,
    DutyParty OwedBy,
    DueRule Due,
    MissedOutcome? Missed,
    IReadOnlyList<Duration> WarnBefore);
