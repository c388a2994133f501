using System.Globalization;
using Npgsql;
using StackExchange.Redis;

var builder = WebApplication.CreateBuilder(args);
builder.AddNpgsqlDataSource("sampledb");
builder.AddRedisClient("cache");
builder.Services.AddServiceDiscovery();
builder.Services.ConfigureHttpClientDefaults(client => client.AddServiceDiscovery());
builder.Services.AddHealthChecks();
builder.Services.AddHttpClient();

var app = builder.Build();
app.MapHealthChecks("/health");
app.MapGet("/pid", () => Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
app.MapGet("/env", () => Environment.GetEnvironmentVariables());
app.MapGet("/args", () => args);
app.MapPost("/crash", (int code) => Environment.Exit(code));
app.MapGet("/sum", async (NpgsqlDataSource database, IConnectionMultiplexer redis) =>
{
    await using var command = database.CreateCommand("SELECT 40 + 2");
    var sum = Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    await redis.GetDatabase().StringSetAsync("sum", sum).WaitAsync(TimeSpan.FromSeconds(3));
    return (string?)await redis.GetDatabase().StringGetAsync("sum").WaitAsync(TimeSpan.FromSeconds(3));
});
app.MapGet("/ask", (string url, IHttpClientFactory clients) => clients.CreateClient().GetStringAsync(new Uri(url)));
app.Run();
