using CsPlatform.Feeds;
using CsPlatform.Sanctions;
using CsPlatform.Persistence.Transactions;
using CsPlatform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddNpgsqlDataSource("sanctionsdb", configureDataSourceBuilder: Connections.Configure);
// Without Redis followers wait a little longer, which is no reason to take the service out.
builder.AddRedisClient("cache", settings => settings.DisableHealthChecks = true);
builder.Services.AddSanctions(builder.Configuration);

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGrpcService<SanctionsEndpoint>();
app.MapGrpcService<CaseEndpoint>();
app.MapGrpcService<AppealEndpoint>();
app.MapGrpcService<ApprovalEndpoint>();
app.MapGrpcService<ReplayEndpoint>();
app.MapFeedService();
app.Run();
