namespace CsPlatform.Domain.Rulebooks;

/// <summary>Which facts of the system make an incident by themselves.</summary>
public enum ConductOrigin
{
    /// <summary>A transfer to official service that the shop's agent started (handbook 1.2, 1.6 a).</summary>
    AgentPushedTransfer = 1,
}
