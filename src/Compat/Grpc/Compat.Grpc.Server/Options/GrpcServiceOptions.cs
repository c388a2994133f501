using System.IO.Compression;
using Grpc.Net.Compression;

namespace Grpc.AspNetCore.Server;

/// <summary>Settings of all services, or of one when given to AddServiceOptions. Null: not set here.</summary>
public class GrpcServiceOptions
{
    private int? _maxSendMessageSize;
    private int? _maxReceiveMessageSize;
    private IList<ICompressionProvider>? _compressionProviders;

    /// <summary>Largest message sent, in bytes before compression; null for no limit.</summary>
    public int? MaxSendMessageSize
    {
        get => _maxSendMessageSize;
        set
        {
            _maxSendMessageSize = value;
            MaxSendMessageSizeSpecified = true;
        }
    }

    public bool MaxSendMessageSizeSpecified { get; set; }

    /// <summary>
    /// Largest message received, in bytes before and after decompression; null for no limit; 4 MiB when never set.
    /// </summary>
    public int? MaxReceiveMessageSize
    {
        get => _maxReceiveMessageSize;
        set
        {
            _maxReceiveMessageSize = value;
            MaxReceiveMessageSizeSpecified = true;
        }
    }

    public bool MaxReceiveMessageSizeSpecified { get; set; }

    /// <summary>True: callers see the messages of unexpected exceptions.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>Encoding of responses to callers that accept it, such as "gzip".</summary>
    public string? ResponseCompressionAlgorithm { get; set; }

    public CompressionLevel? ResponseCompressionLevel { get; set; }

    /// <summary>Encodings besides, or instead of, the built-in gzip and deflate.</summary>
    public IList<ICompressionProvider> CompressionProviders
    {
        get => _compressionProviders ??= [];
        set => _compressionProviders = value;
    }

    /// <summary>
    /// True: calls of unknown services or methods fall through to other endpoints instead of answering UNIMPLEMENTED.
    /// </summary>
    public bool? IgnoreUnknownServices { get; set; }

    /// <summary>In the order in which they see a call; those of all services come before those of one.</summary>
    public InterceptorCollection Interceptors { get; } = [];
}
