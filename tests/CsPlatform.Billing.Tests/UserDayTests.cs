using CsPlatform.Billing.V1;
using CsPlatform.Rulebooks;

namespace CsPlatform.Billing.Tests;

/// <summary>A rulebook that charges a user's transfers of one day once, over real HTTP/2, Postgres and Redis.</summary>
[Collection(ServersCollection.Name)]
public sealed class UserDayTests(Servers servers) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rulebooks");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_users_day_is_charged_once_over_consultations_batches_and_restarts()
    {
        WriteRulebook();
        await using var stack = await Stack.StartAsync(servers, folder.FullName);
        await stack.Billing.PublishTariffAsync(new PublishTariffRequest { Tariff = Some.Tariff() });
        stack.Ingestion.Add(
            Some.SelfRun("lily", "01-01 00:00:00"),
            Some.Message("lily", "02-01 10:00:00", "c1", "anna"),
            Some.Transfer("lily", "02-01 10:05:00", "c1"),
            Some.Message("lily", "02-01 10:00:00", "c2", "ben"),
            Some.Transfer("lily", "02-01 10:06:00", "c2"));
        Assert.Equal("2 x 300 = 600 Ordinary", Some.Lines(await stack.StatementAsync("lily", "2021-02")));

        await stack.StopBillingAsync();
        await stack.StartBillingAsync();
        stack.Ingestion.Add(
            Some.Message("lily", "02-01 11:00:00", "c3", "anna"),
            Some.Transfer("lily", "02-01 11:05:00", "c3"),
            Some.Transfer("lily", "02-02 09:00:00", "c3"));
        var second = await stack.StatementAsync("lily", "2021-02");
        Assert.Equal("3 x 300 = 900 Ordinary", Some.Lines(second));
        Assert.Equal("1 already_charged", Some.Uncharged(second));

        // An earlier transfer of anna becomes known: it takes the place of the first, whose consultation no fact names.
        stack.Ingestion.Add(Some.Message("lily", "02-01 08:00:00", "c4", "anna"), Some.Transfer("lily", "02-01 08:05:00", "c4"));
        var third = await stack.StatementAsync("lily", "2021-02");
        Assert.Equal("3 x 300 = 900 Ordinary", Some.Lines(third));
        Assert.Equal("2 already_charged", Some.Uncharged(third));

        var records = await stack.ChargesAsync("lily", 5);
        Assert.Equal(["c1", "c2", "c3", "c1", "c4"], records.Select(record => record.Charge.ConsultationId));
        Assert.Equal([300, 300, 300, -300, 300], records.Select(record => record.Charge.AmountFen));
    }

    private void WriteRulebook()
    {
        using var shipped = new StreamReader(
            typeof(RulebookCatalogue).Assembly.GetManifestResourceStream("platforms/xiaohongshu/2019-01-01.json")!);
        var json = shipped.ReadToEnd();
        var changed = json.Replace("TRANSFER_DEDUP_CONVERSATION", "TRANSFER_DEDUP_USER_PER_DAY", StringComparison.Ordinal);
        Assert.NotEqual(json, changed);
        File.WriteAllText(Path.Combine(folder.FullName, "xiaohongshu.json"), changed);
    }
}
