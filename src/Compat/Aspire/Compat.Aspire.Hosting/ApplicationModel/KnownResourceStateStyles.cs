namespace Aspire.Hosting.ApplicationModel;

/// <summary>How to show a state.</summary>
public static class KnownResourceStateStyles
{
    /// <summary>As an error.</summary>
    public static readonly string Error = "error";

    /// <summary>As news.</summary>
    public static readonly string Info = "info";

    /// <summary>As a success.</summary>
    public static readonly string Success = "success";

    /// <summary>As a warning.</summary>
    public static readonly string Warn = "warn";
}
