namespace Aspire.Hosting.Local;

/// <summary>Knows how to start the processes of one resource.</summary>
internal interface ILauncher
{
    /// <summary>Takes hold of what the resource needs before anything starts; throws when it cannot have it.</summary>
    Task ClaimAsync(CancellationToken cancellationToken);

    /// <summary>Makes everything ready and says how to start an instance.</summary>
    Task<LaunchPlan> PrepareAsync(Instance instance, CancellationToken cancellationToken);

    /// <summary>Learns from a crash before the restart.</summary>
    void Crashed(Instance instance, IReadOnlyList<LogLine> lastLines);

    /// <summary>Lets go of what <see cref="ClaimAsync"/> took.</summary>
    void Release();
}
