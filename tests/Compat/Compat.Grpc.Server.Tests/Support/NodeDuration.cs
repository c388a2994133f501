namespace GrpcServerTests.Support;

/// <summary>A google.protobuf.Duration in whole seconds.</summary>
public sealed record NodeDuration(long Seconds);
