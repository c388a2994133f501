using Grpc.Core;

namespace Grpc.Net.Client.Credentials;

/// <summary>What channel credentials come down to.</summary>
/// <param name="IsSecure">Whether the connection is encrypted.</param>
/// <param name="CallCredentials">Credentials of every call.</param>
internal sealed record ResolvedCredentials(bool IsSecure, IReadOnlyList<CallCredentials> CallCredentials)
{
    /// <exception cref="InvalidOperationException">They contradict the address' scheme or would travel unprotected.</exception>
    public static ResolvedCredentials From(ChannelCredentials? credentials, Uri address, bool allowInsecureCallCredentials)
    {
        var tls = address.Scheme == Uri.UriSchemeHttps;
        if (credentials is null)
        {
            return new ResolvedCredentials(tls, []);
        }

        var parts = new ChannelCredentialParts();
        credentials.InternalPopulateConfiguration(parts, credentials);
        if (parts.IsSecure != tls)
        {
            throw new InvalidOperationException(parts.IsSecure
                ? $"The channel's credentials need TLS, but its address is '{address}'. Use https or ChannelCredentials.Insecure."
                : $"The channel's credentials are insecure, but its address is '{address}'. Use an http address or SecureSsl.");
        }

        if (!tls && parts.CallCredentials.Count > 0 && !allowInsecureCallCredentials)
        {
            throw new InvalidOperationException(
                "Call credentials would travel unencrypted. Use an https address, or set UnsafeUseInsecureChannelCallCredentials "
                + "if the network is trusted.");
        }

        return new ResolvedCredentials(tls, parts.CallCredentials);
    }
}
