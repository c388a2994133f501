namespace CsPlatform.Domain.Rating.Pay;

/// <summary>What becomes of an agent's month.</summary>
public abstract record AgentPayOutcome;

/// <summary>Its pay is worked out.</summary>
/// <param name="Pay">The pay.</param>
public sealed record AgentPaid(AgentPaySlip Pay) : AgentPayOutcome;

/// <summary>It is refused.</summary>
/// <param name="Reason">The first reason against it.</param>
public sealed record AgentPayRefused(AgentPayRefusal Reason) : AgentPayOutcome;
