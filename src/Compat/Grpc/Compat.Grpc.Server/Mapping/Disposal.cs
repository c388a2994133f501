namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Disposes of an instance in the way it offers, asynchronous first.</summary>
internal static class Disposal
{
    public static ValueTask DisposeAsync(object instance)
    {
        switch (instance)
        {
            case IAsyncDisposable asyncDisposable:
                return asyncDisposable.DisposeAsync();
            case IDisposable disposable:
                disposable.Dispose();
                return default;
            default:
                return default;
        }
    }
}
