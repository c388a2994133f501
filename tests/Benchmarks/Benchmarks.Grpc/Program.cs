using GrpcBenchmarks;

if (args is ["server"])
{
    await BenchServer.RunAsync();
    return 0;
}

if (args is ["client", var address])
{
    await BenchClient.RunAsync(address);
    return 0;
}

if (!CompareOptions.TryParse(args, out var options))
{
    await Console.Error.WriteLineAsync(CompareOptions.Usage);
    return 2;
}

return await Comparison.RunAsync(options);
