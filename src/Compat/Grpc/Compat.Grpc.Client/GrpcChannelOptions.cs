using Grpc.Core;
using Grpc.Net.Client.Configuration;
using Grpc.Net.Compression;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client;

/// <summary>Settings of a <see cref="GrpcChannel"/>; read once, when the channel is created.</summary>
public sealed class GrpcChannelOptions
{
    internal const int DefaultMaxReceiveMessageSize = 4 * 1024 * 1024;

    /// <summary>Credentials of the channel; null means what the address' scheme says.</summary>
    public ChannelCredentials? Credentials { get; set; }

    /// <summary>Largest message sent, in bytes; null for no limit (the default).</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>Largest message received, in bytes after decompression; null for no limit. Default 4 MiB.</summary>
    public int? MaxReceiveMessageSize { get; set; } = DefaultMaxReceiveMessageSize;

    /// <summary>Upper end of any retry policy's attempts; null for no upper end. Default 5.</summary>
    public int? MaxRetryAttempts { get; set; } = 5;

    /// <summary>Bytes of sent messages kept for repetition over all calls; null for no limit. Default 16 MiB.</summary>
    public long? MaxRetryBufferSize { get; set; } = 16 * 1024 * 1024;

    /// <summary>Bytes of sent messages kept for repetition of one call; null for no limit. Default 1 MiB.</summary>
    public long? MaxRetryBufferPerCallSize { get; set; } = 1024 * 1024;

    /// <summary>Encodings that can be sent and received besides identity; null means gzip and deflate.</summary>
    public IList<ICompressionProvider>? CompressionProviders { get; set; }

    /// <summary>Where calls are logged; null for nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Client that sends the calls. Excludes <see cref="HttpHandler"/>.</summary>
    public HttpClient? HttpClient { get; set; }

    /// <summary>Handler that sends the calls. Excludes <see cref="HttpClient"/>.</summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Whether the channel's disposal disposes the given client or handler. Default false.</summary>
    public bool DisposeHttpClient { get; set; }

    /// <summary>Throw OperationCanceledException, not RpcException, when the caller cancels or the deadline passes.</summary>
    public bool ThrowOperationCanceledOnCancellation { get; set; }

    /// <summary>Send call credentials over connections without TLS. Only for trusted networks and tests.</summary>
    public bool UnsafeUseInsecureChannelCallCredentials { get; set; }

    /// <summary>Per-method settings; null for none.</summary>
    public ServiceConfig? ServiceConfig { get; set; }

    /// <summary>Accepted for compatibility: addresses never bring a service configuration here.</summary>
    public bool DisableResolverServiceConfig { get; set; }

    /// <summary>Longest pause between connection attempts of ConnectAsync; null for no upper end. Default 120 s.</summary>
    public TimeSpan? MaxReconnectBackoff { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>Pause after the first failed connection attempt of ConnectAsync. Default 1 s.</summary>
    public TimeSpan InitialReconnectBackoff { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Services for what the channel needs beyond these settings, for example a logger factory.</summary>
    public IServiceProvider? ServiceProvider { get; set; }

    /// <summary>HTTP version of the calls; null means 2.</summary>
    public Version? HttpVersion { get; set; }

    /// <summary>How the HTTP version is chosen; null means exactly the requested one.</summary>
    public HttpVersionPolicy? HttpVersionPolicy { get; set; }
}
