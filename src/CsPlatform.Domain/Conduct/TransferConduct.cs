using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Conduct;

/// <summary>
/// A transfer to official service that the shop's agent pushed the buyer to is not billed by default; it is an incident (handbook
/// 1.2 note 2, 1.6 a).
/// </summary>
public static class TransferConduct
{
    /// <summary>The incident a transfer is; null when the agent did not start it or the rule does not know the deed.</summary>
    public static ConductIncident? Of(Instant at, EventKey key, TransferInitiator initiator, PointTerms terms)
    {
        var item = terms.Items.FirstOrDefault(known => known.Origin == ConductOrigin.AgentPushedTransfer);
        return initiator == TransferInitiator.Agent && item is not null ? new ConductIncident(at, key, item.Key) : null;
    }
}
