namespace CsPlatform.Domain.Sanctions.Statements;

/// <summary>A unit of a figure that tells against the shop.</summary>
/// <param name="Id">Its id: of the consultation, the buyer, the order ...</param>
/// <param name="Day">The natural day it counts on, YYYY-MM-DD.</param>
/// <param name="Reason">Why it counts so, by the name of the reason.</param>
/// <param name="Turns">Its turns; empty for a figure that is not over replies.</param>
/// <param name="Events">The events that decide where it has no turns.</param>
public sealed record StatedUnit(
    string Id, string Day, string Reason, IReadOnlyList<StatedTurn> Turns, IReadOnlyList<StatedEvent> Events);
