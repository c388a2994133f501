using CsPlatform.Sanctions;
using CsPlatform.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddNpgsqlDataSource("sanctionsdb");
builder.AddRedisClient("cache");
builder.Services.AddSanctions();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapGrpcService<SanctionsEndpoint>();
app.Run();
