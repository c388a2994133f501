namespace Aspire.Hosting.ApplicationModel;

/// <summary>Makes command results.</summary>
public static class CommandResults
{
    /// <summary>The command did its work.</summary>
    public static ExecuteCommandResult Success() => new() { Success = true };

    /// <summary>The command was cancelled.</summary>
    public static ExecuteCommandResult Canceled() => new() { Success = false, Canceled = true };

    /// <summary>The command did not do its work.</summary>
    public static ExecuteCommandResult Failure(string? errorMessage = null)
        => new() { Success = false, ErrorMessage = errorMessage };

    /// <summary>The command did not do its work.</summary>
    public static ExecuteCommandResult Failure(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Failure(exception.Message);
    }
}
