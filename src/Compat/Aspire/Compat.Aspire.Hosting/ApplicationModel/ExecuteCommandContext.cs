namespace Aspire.Hosting.ApplicationModel;

/// <summary>A command under way.</summary>
public sealed class ExecuteCommandContext
{
    /// <summary>The application's services.</summary>
    public required IServiceProvider ServiceProvider { get; init; }

    /// <summary>The instance the command is for.</summary>
    public required string ResourceName { get; init; }

    /// <summary>Cancels the command.</summary>
    public required CancellationToken CancellationToken { get; init; }
}
