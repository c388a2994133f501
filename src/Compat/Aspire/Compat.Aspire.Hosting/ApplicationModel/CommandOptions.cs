namespace Aspire.Hosting.ApplicationModel;

/// <summary>How to show a command.</summary>
public class CommandOptions
{
    /// <summary>What it does.</summary>
    public string? Description { get; set; }

    /// <summary>What to ask before it runs.</summary>
    public string? ConfirmationMessage { get; set; }

    /// <summary>Whether it stands out.</summary>
    public bool IsHighlighted { get; set; }
}
