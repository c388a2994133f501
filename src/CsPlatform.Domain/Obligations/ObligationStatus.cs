using CsPlatform.Domain.Rulebooks;
using NodaTime;

namespace CsPlatform.Domain.Obligations;

/// <summary>Where an obligation stands at an instant, and why.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Reason">Why.</param>
/// <param name="TriggeredAt">When it was armed; null = it is not.</param>
/// <param name="DueAt">The due instant; null = not armed, or without a term.</param>
/// <param name="SettledAt">When it was done or cancelled, in time or late; null = neither has happened.</param>
/// <param name="Outcome">What follows because it was missed; null = nothing.</param>
/// <param name="NextAt">
/// The next instant at which time alone changes something: a warning, or the first instant at which it is missed; null = none.
/// </param>
/// <param name="WarningsGiven">Warnings whose time had come by then, before it was settled.</param>
public sealed record ObligationStatus(
    ObligationState State,
    ObligationReason Reason,
    Instant? TriggeredAt,
    Instant? DueAt,
    Instant? SettledAt,
    MissedOutcome? Outcome,
    Instant? NextAt,
    int WarningsGiven);
