namespace GrpcBenchmarks;

/// <summary>What one run achieved.</summary>
/// <param name="PerSecond">Messages per second of wall clock: what a user sees, and what a busy machine distorts.</param>
/// <param name="PerCpuSecond">Messages per second of processor time of client and server together.</param>
internal sealed record Rate(double PerSecond, double PerCpuSecond);
