using Grpc.Core;
using Grpc.Net.Client.Calls;
using Grpc.Net.Client.Channel;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client.Credentials;

/// <summary>Asks the credentials of channel and call for their headers.</summary>
internal static class CredentialHeaders
{
    public static async ValueTask AddAsync(
        HttpRequestMessage request, GrpcChannel channel, CallSite site, CallCredentials? own, CancellationToken cancellationToken)
    {
        if (!channel.IsSecure && !channel.AllowInsecureCallCredentials)
        {
            channel.Logger.LogWarning(
                "The credentials of a call to {Uri} are not sent: the connection has no TLS. "
                + "Use an https address, or set UnsafeUseInsecureChannelCallCredentials if the network is trusted.",
                site.Uri);
            return;
        }

        var context = new AuthInterceptorContext(site.ServiceUrl, site.MethodName, cancellationToken);
        foreach (var credentials in channel.CallCredentials)
        {
            await AddAsync(request, credentials, context).ConfigureAwait(false);
        }

        if (own is not null)
        {
            await AddAsync(request, own, context).ConfigureAwait(false);
        }
    }

    private static async ValueTask AddAsync(
        HttpRequestMessage request, CallCredentials credentials, AuthInterceptorContext context)
    {
        foreach (var interceptor in CallCredentialParts.Of(credentials))
        {
            var metadata = new Metadata();
            await interceptor(context, metadata).ConfigureAwait(false);
            RequestHeaders.AddMetadata(request, metadata);
        }
    }
}
