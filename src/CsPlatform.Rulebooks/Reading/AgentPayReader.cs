using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates what a pay rule holds beyond its head.</summary>
internal static class AgentPayReader
{
    public static AgentPayRule Read(V1.AgentPay rule, RuleHead head, Place place, RuleIds ids) => new(head);
}
