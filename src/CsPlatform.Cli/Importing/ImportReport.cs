using System.Text.Json.Serialization;

namespace CsPlatform.Cli.Importing;

/// <summary>What became of a file: offered = accepted + duplicate + conflict + rejected.</summary>
/// <param name="Offered">Events of the file, and rows that could not become events.</param>
/// <param name="Accepted">Stored by this run.</param>
/// <param name="Duplicate">Stored before with the same content.</param>
/// <param name="Conflict">Stored before with other content: kept as a reject.</param>
/// <param name="Rejected">Refused by the service, or unusable rows.</param>
/// <param name="BadRows">Of the rejected: rows that could not become events.</param>
/// <param name="Rows">Rows or lines read.</param>
/// <param name="Reconnects">Streams that broke and were replaced.</param>
/// <param name="RejectsFile">The file with what was not stored; null when all was.</param>
public sealed record ImportReport(
    long Offered, long Accepted, long Duplicate, long Conflict, long Rejected, long BadRows, long Rows, int Reconnects,
    string? RejectsFile)
{
    /// <summary>Whether everything is stored.</summary>
    [JsonIgnore]
    public bool IsClean => Conflict == 0 && Rejected == 0;
}
