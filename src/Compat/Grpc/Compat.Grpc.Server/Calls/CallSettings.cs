using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Wire;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The options of one method after those of all services and of its service have been merged.</summary>
internal sealed record CallSettings
{
    public required IMethod Method { get; init; }

    public required ILogger Logger { get; init; }

    public required int? MaxSendMessageSize { get; init; }

    public required int? MaxReceiveMessageSize { get; init; }

    public required bool EnableDetailedErrors { get; init; }

    public required IReadOnlyList<ICompressionProvider> Compressions { get; init; }

    /// <summary>The grpc-accept-encoding value of this server.</summary>
    public required string AcceptEncoding { get; init; }

    public required ICompressionProvider? ResponseCompression { get; init; }

    public required CompressionLevel? ResponseCompressionLevel { get; init; }

    public required IReadOnlyList<InterceptorRegistration> InterceptorsInnermostFirst { get; init; }

    public static CallSettings Create(GrpcServiceOptions shared, GrpcServiceOptions? own, IMethod method, ILogger logger)
    {
        var compressions = (own?.CompressionProviders ?? [])
            .Concat(shared.CompressionProviders)
            .Concat(MessageCompression.DefaultProviders)
            .DistinctBy(static p => p.EncodingName, StringComparer.Ordinal)
            .ToArray();
        var algorithm = own?.ResponseCompressionAlgorithm ?? shared.ResponseCompressionAlgorithm;
        return new CallSettings
        {
            Method = method,
            Logger = logger,
            MaxSendMessageSize = own is { MaxSendMessageSizeSpecified: true }
                ? own.MaxSendMessageSize : shared.MaxSendMessageSize,
            MaxReceiveMessageSize = MaxReceive(shared, own),
            EnableDetailedErrors = own?.EnableDetailedErrors ?? shared.EnableDetailedErrors ?? false,
            Compressions = compressions,
            AcceptEncoding = MessageCompression.AcceptEncoding(compressions),
            ResponseCompression = ResponseProvider(compressions, algorithm),
            ResponseCompressionLevel = own?.ResponseCompressionLevel ?? shared.ResponseCompressionLevel,
            InterceptorsInnermostFirst = [.. shared.Interceptors.Concat(own?.Interceptors ?? []).Reverse()],
        };
    }

    public ICompressionProvider? FindCompression(string encoding)
    {
        foreach (var provider in Compressions)
        {
            if (string.Equals(provider.EncodingName, encoding, StringComparison.Ordinal))
            {
                return provider;
            }
        }

        return null;
    }

    private static int? MaxReceive(GrpcServiceOptions shared, GrpcServiceOptions? own)
    {
        if (own is { MaxReceiveMessageSizeSpecified: true })
        {
            return own.MaxReceiveMessageSize;
        }

        return shared.MaxReceiveMessageSizeSpecified ? shared.MaxReceiveMessageSize : GrpcProtocol.DefaultMaxReceiveMessageSize;
    }

    private static ICompressionProvider? ResponseProvider(ICompressionProvider[] compressions, string? algorithm)
    {
        if (algorithm is null or GrpcProtocol.IdentityEncoding)
        {
            return null;
        }

        return Array.Find(compressions, p => p.EncodingName == algorithm)
            ?? throw new InvalidOperationException(
                $"ResponseCompressionAlgorithm is '{algorithm}', but there is no such provider. "
                + "Add one to CompressionProviders or choose one of: "
                + string.Join(", ", compressions.Select(static p => p.EncodingName)));
    }
}
