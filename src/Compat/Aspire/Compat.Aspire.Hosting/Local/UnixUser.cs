using System.Globalization;

namespace Aspire.Hosting.Local;

/// <summary>A user of the system.</summary>
internal sealed record UnixUser(string Name, uint Id, uint Group)
{
    /// <summary>The user a server runs as when root starts it: the server's own, else nobody.</summary>
    public static UnixUser Unprivileged(string preferred) => Find(preferred) ?? Find("nobody")
        ?? throw new DistributedApplicationException(
            $"The server refuses to run as root, and /etc/passwd has neither '{preferred}' nor 'nobody'. "
            + $"Create one: useradd --system {preferred}");

    private static UnixUser? Find(string name)
    {
        var fields = File.ReadLines("/etc/passwd").Select(line => line.Split(':'))
            .FirstOrDefault(fields => fields.Length > 3 && fields[0] == name);
        return fields is null
            ? null
            : new UnixUser(
                name, uint.Parse(fields[2], CultureInfo.InvariantCulture), uint.Parse(fields[3], CultureInfo.InvariantCulture));
    }
}
