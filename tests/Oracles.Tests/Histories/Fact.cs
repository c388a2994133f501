using System.Globalization;
using CsPlatform.Domain.Rulebooks;

namespace Oracles.Tests.Histories;

/// <summary>
/// One delivered event, as flat as a table's row: all three engines start from it. Times are milliseconds since
/// 1970-01-01T00:00Z.
/// </summary>
/// <param name="History">The history: one shop.</param>
/// <param name="Id">The event; the same id is the same event, delivered again.</param>
/// <param name="Consultation">The consultation; for a report the buyer has none.</param>
/// <param name="Kind">What it is.</param>
/// <param name="At">When it happened.</param>
/// <param name="Received">When it was first received.</param>
public sealed record Fact(int History, string Id, string? Consultation, FactKind Kind, long At, long Received)
{
    /// <summary>Who wrote a message.</summary>
    public SenderRole? Role { get; init; }

    /// <summary>The sub-account that wrote, was assigned, or took over.</summary>
    public string? Agent { get; init; }

    /// <summary>The sub-account that handed over.</summary>
    public string? FromAgent { get; init; }

    /// <summary>The buyer who opened, wrote, or was reported.</summary>
    public string? Buyer { get; init; }

    /// <summary>The message that was recalled or excluded; none = the whole consultation.</summary>
    public string? Target { get; init; }

    /// <summary>The columns of the SQL engines, empty for null, none of which holds a comma.</summary>
    public string ToCsv() => string.Join(',', [
        History.ToString(CultureInfo.InvariantCulture), Id, Consultation, Kind.ToString(),
        At.ToString(CultureInfo.InvariantCulture), Received.ToString(CultureInfo.InvariantCulture),
        Role?.ToString(), Agent, FromAgent, Buyer, Target,
    ]);

    /// <summary>A line for people: the time of day in China, then what happened.</summary>
    public override string ToString()
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(At).ToOffset(TimeSpan.FromHours(8));
        var skew = Received < At ? $" received {At - Received} ms before it happened" : "";
        var from = FromAgent is null ? null : $"from {FromAgent}";
        var rest = string.Join(' ', new[] { Role?.ToString(), Agent, from, Buyer, Target }.OfType<string>());
        return string.Create(
            CultureInfo.InvariantCulture, $"{at:dd HH:mm:ss.fff}  {Id}  {Consultation,-2}  {Kind} {rest}{skew}").TrimEnd();
    }
}
