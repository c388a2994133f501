namespace Grpc.Core;

/// <summary>
/// What the four call objects share: response headers, final status, trailers and disposal, bound to one state object.
/// </summary>
internal readonly struct AsyncCallState
{
    private readonly object _state;
    private readonly Func<object, Task<Metadata>> _headers;
    private readonly Func<object, Status> _status;
    private readonly Func<object, Metadata> _trailers;
    private readonly Action<object> _dispose;

    public AsyncCallState(
        Func<object, Task<Metadata>> headers, Func<object, Status> status, Func<object, Metadata> trailers,
        Action<object> dispose, object state)
    {
        _headers = headers;
        _status = status;
        _trailers = trailers;
        _dispose = dispose;
        _state = state;
    }

    public AsyncCallState(Task<Metadata> headers, Func<Status> status, Func<Metadata> trailers, Action dispose)
    {
        _headers = static s => ((Parts)s).Headers;
        _status = static s => ((Parts)s).Status();
        _trailers = static s => ((Parts)s).Trailers();
        _dispose = static s => ((Parts)s).Dispose();
        _state = new Parts(headers, status, trailers, dispose);
    }

    public Task<Metadata> HeadersAsync() => _headers(_state);

    public Status GetStatus() => _status(_state);

    public Metadata GetTrailers() => _trailers(_state);

    public void Dispose() => _dispose(_state);

    private sealed record Parts(Task<Metadata> Headers, Func<Status> Status, Func<Metadata> Trailers, Action Dispose);
}
