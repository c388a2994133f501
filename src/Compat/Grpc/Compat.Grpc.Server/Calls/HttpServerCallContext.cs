using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>One call over an HTTP/2 request: what its handler sees. Reading, writing and ending are in the other parts.</summary>
[SuppressMessage(
    "Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "EndAsync releases them with the call.")]
internal sealed partial class HttpServerCallContext : ServerCallContext, IServerCallContextFeature
{
    /// <summary>Where a wrapping context finds the HTTP request in the user state.</summary>
    public const string HttpContextKey = "__HttpContext";

    private readonly CallSettings _settings;
    private Metadata? _requestHeaders;
    private Metadata? _responseTrailers;
    private Status _status;
    private AuthContext? _authContext;

    public HttpServerCallContext(HttpContext http, CallSettings settings)
    {
        Http = http;
        _settings = settings;
        _status = Status.DefaultSuccess;
    }

    public HttpContext Http { get; }

    ServerCallContext IServerCallContextFeature.ServerCallContext => this;

    protected override string MethodCore => _settings.Method.FullName;

    protected override string HostCore => Http.Request.Host.Value ?? "";

    protected override string PeerCore => PeerName.Of(Http.Connection);

    protected override DateTime DeadlineCore => _deadline;

    protected override Metadata RequestHeadersCore => _requestHeaders ??= ReadRequestHeaders();

    protected override CancellationToken CancellationTokenCore => CallToken();

    protected override Metadata ResponseTrailersCore => _responseTrailers ??= [];

    protected override Status StatusCore
    {
        get => _status;
        set => _status = value;
    }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => _authContext ??= PeerIdentity.Of(Http.Connection);

    protected override IDictionary<object, object> UserStateCore
    {
        get
        {
            Http.Items.TryAdd(HttpContextKey, Http);
            return Http.Items!;
        }
    }

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException(
            "Propagation tokens are not supported. Use EnableCallContextPropagation of the client factory instead.");

    private Metadata ReadRequestHeaders()
    {
        var metadata = new Metadata();
        foreach (var (name, values) in Http.Request.Headers)
        {
            foreach (var value in values)
            {
                MetadataHeaders.AddReceived(metadata, name, value ?? "");
            }
        }

        return metadata;
    }
}
