namespace Grpc.Core;

/// <summary>The response stream of a handler; ends when the handler returns.</summary>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>
{
}
