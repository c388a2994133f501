using BenchmarkDotNet.Attributes;

namespace Benchmarks.Rules;

/// <summary>The same hot paths under BenchmarkDotNet: time and memory per call.</summary>
[MemoryDiagnoser]
public class Precise
{
    private const int Conversations = 500_000;

    private static readonly IncrementalWork Messages = new(new Workload(2 * Conversations, Conversations), Conversations);
    private readonly SanctionWork sanctions = new();

    private int run;

    [Benchmark(OperationsPerInvoke = Conversations)]
    public long ApplyOneMessage() => Messages.Run(run++);

    [Benchmark(OperationsPerInvoke = 365)]
    public int JudgeAndMoveOneFigure() => sanctions.Run();
}
