var builder = DistributedApplication.CreateBuilder(args);

var postgres = builder.AddPostgres("postgres").WithDataVolume();
var database = postgres.AddDatabase("sampledb");
var cache = builder.AddRedis("cache").WithDataVolume();
var greeting = builder.AddParameter("greeting", "hello");

var job = builder.AddProject<Projects.Sample_Job>("job")
    .WithEnvironment("PLACE", $"{greeting}-{cache.GetEndpoint("tcp")}")
    .WaitFor(database);

var backend = builder.AddProject<Projects.Sample_Service>("backend")
    .WithHttpEndpoint()
    .WithReplicas(2)
    .WithReference(database)
    .WithReference(cache)
    .WaitFor(database)
    .WaitFor(cache)
    .WaitForCompletion(job)
    .WithHttpHealthCheck("/health");

builder.AddProject<Projects.Sample_Service>("front")
    .WithHttpEndpoint()
    .WithHttpEndpoint(name: "admin", env: "ADMIN_PORT")
    .WithExternalHttpEndpoints()
    .WithReference(backend)
    .WithReference(database)
    .WithReference(cache)
    .WithEnvironment("GREETING", greeting)
    .WaitFor(backend)
    .WithHttpHealthCheck("/health");

builder.AddExecutable("spare", "sleep", ".", "600").WithExplicitStart();

builder.Build().Run();
