using CsPlatform.Ingestion.V1;

namespace CsPlatform.Ingestion.Tests;

/// <summary>What the tests ask of the quarantine.</summary>
internal static class QuarantineClient
{
    /// <summary>Everything in quarantine, newest first.</summary>
    internal static async Task<List<QuarantinedItem>> QuarantineAsync(this Service service)
        => [.. (await service.PagesAsync(new ListQuarantineRequest())).SelectMany(page => page)];

    /// <summary>The pages of a list.</summary>
    internal static async Task<List<IReadOnlyList<QuarantinedItem>>> PagesAsync(this Service service, ListQuarantineRequest request)
    {
        var pages = new List<IReadOnlyList<QuarantinedItem>>();
        do
        {
            var page = await service.Client.ListQuarantineAsync(request);
            pages.Add(page.Items);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return pages;
    }

    internal static async Task<IReadOnlyList<RedriveResult>> RedriveAsync(
        this Service service, IEnumerable<string> ids, bool dryRun = false)
        => (await service.Client.RedriveQuarantineAsync(new RedriveQuarantineRequest { Ids = { ids }, DryRun = dryRun })).Results;
}
