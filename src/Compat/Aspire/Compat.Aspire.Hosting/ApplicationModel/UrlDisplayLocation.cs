namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where an address is shown.</summary>
public enum UrlDisplayLocation
{
    /// <summary>Everywhere.</summary>
    SummaryAndDetails = 0,

    /// <summary>In details only.</summary>
    DetailsOnly = 1,
}
