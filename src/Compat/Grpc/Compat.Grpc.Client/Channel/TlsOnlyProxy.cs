using System.Net;

namespace Grpc.Net.Client.Channel;

/// <summary>The machine's proxy for https addresses only: no proxy forwards HTTP/2 without TLS.</summary>
internal sealed class TlsOnlyProxy : IWebProxy
{
    public ICredentials? Credentials
    {
        get => HttpClient.DefaultProxy.Credentials;
        set => HttpClient.DefaultProxy.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : HttpClient.DefaultProxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.Scheme != Uri.UriSchemeHttps || HttpClient.DefaultProxy.IsBypassed(host);
}
