namespace Aspire.Hosting.ApplicationModel;

/// <summary>How names compare.</summary>
internal static class StringComparers
{
    public static StringComparer Name => StringComparer.OrdinalIgnoreCase;

    public static StringComparer Scheme => StringComparer.OrdinalIgnoreCase;
}
