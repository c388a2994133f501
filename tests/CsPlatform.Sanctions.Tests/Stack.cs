using CsPlatform.Common.V1;
using CsPlatform.Sanctions.V1;

namespace CsPlatform.Sanctions.Tests;

/// <summary>One service with its own database, following a feed that the test writes.</summary>
internal sealed class Stack : IAsyncDisposable
{
    private readonly string redis;

    private Stack(string database, string redis) => (Database, this.redis) = (database, redis);

    public FigureFeedServer Figures { get; } = new();

    public SanctionsProcess Service { get; private set; } = null!;

    public SanctionsService.SanctionsServiceClient Client => Service.Client;

    public string Database { get; }

    public static async Task<Stack> StartAsync(Servers servers)
    {
        var stack = new Stack(await servers.Postgres.CreateDatabaseAsync(), servers.Redis.ConnectionString);
        await stack.Figures.StartAsync();
        await stack.StartServiceAsync();
        return stack;
    }

    /// <summary>The feed of events; null until a test asks for one.</summary>
    public FactFeedServer? Facts { get; private set; }

    public async Task StartServiceAsync(string daysToFile = "7", string daysToAnswer = "3650")
    {
        List<(string, string)> settings = [("Appeals__DaysToFile", daysToFile), ("Approvals__DaysToAnswer", daysToAnswer)];
        if (Facts is { } facts)
        {
            settings.Add(("services__ingestion__http__0", facts.Address));
        }

        Service = await SanctionsProcess.StartAsync(Database, redis, Figures.Address, settings);
    }

    /// <summary>The same with a feed of events beside that of figures.</summary>
    public static async Task<Stack> StartWithFactsAsync(Servers servers)
    {
        var stack = new Stack(await servers.Postgres.CreateDatabaseAsync(), servers.Redis.ConnectionString)
        {
            Facts = await FactFeedServer.StartAsync(),
        };
        await stack.Figures.StartAsync();
        await stack.StartServiceAsync();
        return stack;
    }

    public void Publish(string shop, params IEnumerable<Metrics.V1.FigureRecord> records) =>
        Figures.Publish(Records.Platform, shop, records);

    /// <summary>All decisions of a shop, or of the platform, after everything published is judged.</summary>
    public async Task<IReadOnlyList<Decision>> DecisionsAsync(string shop = "")
    {
        var request = new ListDecisionsRequest { Platform = Records.Platform, ShopId = shop, WaitForFeed = true };
        var decisions = new List<Decision>();
        do
        {
            var page = await Client.ListDecisionsAsync(request, deadline: InAMinute);
            decisions.AddRange(page.Decisions);
            (request.PageToken, request.WaitForFeed) = (page.NextPageToken, false);
        }
        while (request.PageToken.Length > 0);
        return decisions;
    }

    public async Task<MetricStanding> StandingAsync(string shop) =>
        (await Client.GetStandingAsync(new GetStandingRequest { Shop = Key(shop) }, deadline: InAMinute)).Metrics.Single();

    public Task<RecordExamResultResponse> ExamAsync(string shop, string caseId, string attempt, string takenOn, bool passed) =>
        Client.RecordExamResultAsync(
            new RecordExamResultRequest
            {
                Shop = Key(shop),
                CaseId = caseId,
                AttemptId = attempt,
                TakenOn = takenOn,
                Passed = passed,
            },
            deadline: InAMinute).ResponseAsync;

    public static ShopKey Key(string shop) => new() { Platform = Records.Platform, ShopId = shop };

    public static DateTime InAMinute => DateTime.UtcNow.AddMinutes(1);

    /// <summary>Those decisions that no other one revokes, without the revocations.</summary>
    public static IEnumerable<Decision> InForce(IReadOnlyList<Decision> decisions)
    {
        var revoked = decisions.Where(decision => decision.Correction is not null).Select(decision => decision.Correction.Revokes).ToHashSet();
        return decisions.Where(decision => decision.Kind != DecisionKind.Revoked && !revoked.Contains(decision.DecisionId));
    }

    /// <summary>Decisions as one line each: what, from, until (exclusive), quota.</summary>
    public static string[] Lines(IEnumerable<Decision> decisions) => [.. decisions.Select(decision => string.Join(' ', (string[])
        [$"{decision.Kind}", decision.EffectiveFrom, decision.EffectiveUntil, decision.QuotaMonth]).TrimEnd())];

    public async ValueTask DisposeAsync()
    {
        if (Facts is { } facts)
        {
            await facts.DisposeAsync();
        }

        Service?.Dispose();
        await Figures.DisposeAsync();
    }
}
