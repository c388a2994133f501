namespace CsPlatform.Domain.Rulebooks;

/// <summary>What a deed brings besides points.</summary>
public enum ConductMeasure
{
    Warning = 1,
    CloseSelfRunService = 2,
    SuspendBlacklist = 3,
}
