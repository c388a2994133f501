using System.Security.Cryptography.X509Certificates;
using System.Text;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>
/// The caller's identity by its client certificate; without one the caller is not authenticated by the transport.
/// </summary>
internal static class PeerIdentity
{
    private const string CommonName = "x509_common_name";
    private const string SubjectAlternativeName = "x509_subject_alternative_name";

    public static AuthContext Of(ConnectionInfo connection)
    {
        var properties = new Dictionary<string, List<AuthProperty>>(StringComparer.Ordinal);
        if (connection.ClientCertificate is not { } certificate)
        {
            return new AuthContext(null, properties);
        }

        Add(properties, SubjectAlternativeName, certificate.GetNameInfo(X509NameType.DnsFromAlternativeName, false));
        Add(properties, CommonName, certificate.GetNameInfo(X509NameType.SimpleName, false));
        var identity = properties.ContainsKey(SubjectAlternativeName) ? SubjectAlternativeName : CommonName;
        return new AuthContext(properties.ContainsKey(identity) ? identity : null, properties);
    }

    private static void Add(Dictionary<string, List<AuthProperty>> properties, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            properties[name] = [AuthProperty.Create(name, Encoding.UTF8.GetBytes(value))];
        }
    }
}
