using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics;

/// <summary>One unit of counting with its judged messages, earliest first.</summary>
/// <param name="Id">The consultation's id; else the buyer's, and with sub-accounts "buyer/sub-account".</param>
/// <param name="Day">The natural day it counts on.</param>
/// <param name="Contact">The consultation; null where a unit spans several.</param>
/// <param name="Turns">What became of each message.</param>
public sealed record ReplyUnit(string Id, LocalDate Day, Contact? Contact, IReadOnlyList<Turn> Turns)
{
    /// <summary>The sub-account, where pairs of buyer and sub-account are counted; else null.</summary>
    public string? AgentId { get; init; }

    /// <summary>The messages that are measured.</summary>
    public IEnumerable<Turn> Measured => Turns.Where(turn => turn.InScope);

    /// <summary>Measured messages that were never answered; shown beside a mean, which has no wait for them.</summary>
    public int Unanswered => Measured.Count(turn => turn.Verdict == TurnVerdict.Unanswered);
}
