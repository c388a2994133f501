// The deployment drawn as code: one Postgres server with a database per service, one Redis, four services.
//
//   ingestion ──feed──▶ metrics ◀──feeds──▶ sanctions ──feed──▶ billing
//       └──────────────────feed──────────────┴──────────────────┘
using CsPlatform.AppHost;

var builder = DistributedApplication.CreateBuilder(args);

var postgres = builder.AddPostgres("postgres").WithDataVolume();
var cache = builder.AddRedis("cache");

var ingestion = builder.AddProject<Projects.CsPlatform_Ingestion>("ingestion")
    .AsService(postgres.AddDatabase("ingestiondb"), cache);

var metrics = builder.AddProject<Projects.CsPlatform_Metrics>("metrics")
    .AsService(postgres.AddDatabase("metricsdb"), cache)
    .Follows(ingestion);

var sanctions = builder.AddProject<Projects.CsPlatform_Sanctions>("sanctions")
    .AsService(postgres.AddDatabase("sanctionsdb"), cache)
    .Follows(ingestion)
    .Follows(metrics);

// Each of the two follows the other's feed: figures lead to decisions, and what those oblige to has a clock.
metrics.Follows(sanctions);

builder.AddProject<Projects.CsPlatform_Billing>("billing")
    .AsService(postgres.AddDatabase("billingdb"), cache)
    // No source says what money these fines are taken from (docs/decisions/0040): here it is an example.
    .WithEnvironment("Fines__Funds__0", "SalesProceeds")
    .Follows(ingestion)
    .Follows(sanctions);

builder.Build().Run();
