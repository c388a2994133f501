namespace Grpc.Core;

/// <summary>The request stream of a client; ends when <see cref="CompleteAsync"/> is called.</summary>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    Task CompleteAsync();
}
