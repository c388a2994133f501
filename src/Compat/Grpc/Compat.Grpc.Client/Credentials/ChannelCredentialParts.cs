using Grpc.Core;

namespace Grpc.Net.Client.Credentials;

/// <summary>Takes channel credentials apart.</summary>
internal sealed class ChannelCredentialParts : ChannelCredentialsConfiguratorBase
{
    public bool IsSecure { get; private set; }

    public List<CallCredentials> CallCredentials { get; } = [];

    public override void SetInsecureCredentials(object state) => IsSecure = false;

    /// <exception cref="InvalidOperationException">Certificates are given: those are the handler's matter.</exception>
    public override void SetSslCredentials(
        object state, string? rootCertificates, KeyCertificatePair? keyCertificatePair, VerifyPeerCallback? verifyPeerCallback)
    {
        if (!string.IsNullOrEmpty(rootCertificates) || keyCertificatePair is not null || verifyPeerCallback is not null)
        {
            throw new InvalidOperationException(
                "SslCredentials with own certificates or checks are not used by this channel. "
                + "Set them in SslOptions of a SocketsHttpHandler given as HttpHandler.");
        }

        IsSecure = true;
    }

    public override void SetCompositeCredentials(
        object state, ChannelCredentials channelCredentials, CallCredentials callCredentials)
    {
        channelCredentials.InternalPopulateConfiguration(this, channelCredentials);
        CallCredentials.Add(callCredentials);
    }
}
