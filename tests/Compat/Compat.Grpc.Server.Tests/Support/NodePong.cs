namespace GrpcServerTests.Support;

/// <summary>A Pong as proto-loader spells it.</summary>
public sealed record NodePong(string Text, long Size, int Index, int PayloadLength);
