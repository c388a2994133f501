namespace Aspire.Hosting.ApplicationModel;

/// <summary>How to show an address.</summary>
public sealed record UrlDisplayPropertiesSnapshot(string DisplayName = "", int SortOrder = 0);
