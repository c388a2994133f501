using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace CsPlatform.Domain.Sanctions.Appeals;

/// <summary>
/// Reads a merchant's log: CSV with the header "consultation_id,role,sent_at"; role buyer or agent; sent_at ISO 8601 with an offset, or
/// without one in China Standard Time. No field is quoted: ids with commas are faults.
/// </summary>
public static class MerchantLog
{
    /// <summary>Most lines that are read.</summary>
    public const int MostLines = 10_000;

    private const string Header = "consultation_id,role,sent_at";

    /// <summary>The messages, and what is wrong with the lines that are none (each "line N: ...").</summary>
    public static (IReadOnlyList<LoggedMessage> Messages, IReadOnlyList<string> Faults) Read(string csv)
    {
        ArgumentNullException.ThrowIfNull(csv);
        var lines = csv.Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        while (lines.Count > 0 && lines[^1].Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        if (lines.Count == 0 || lines[0].TrimStart('\uFEFF') != Header)
        {
            return ([], [$"line 1: the header must be \"{Header}\""]);
        }

        if (lines.Count > MostLines + 1)
        {
            return ([], [$"{lines.Count - 1} lines: at most {MostLines}"]);
        }

        var (messages, faults) = (new List<LoggedMessage>(), new List<string>());
        for (var i = 1; i < lines.Count; i++)
        {
            var (message, fault) = Line(lines[i]);
            if (message is not null)
            {
                messages.Add(message);
            }
            else
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"line {i + 1}: {fault}"));
            }
        }

        return (messages, faults);
    }

    private static (LoggedMessage? Message, string? Fault) Line(string line)
    {
        var fields = line.Split(',');
        if (fields is not [{ Length: > 0 } consultation, var role, var at])
        {
            return (null, "not consultation_id,role,sent_at");
        }

        if (role is not ("buyer" or "agent"))
        {
            return (null, $"role \"{role}\" is neither buyer nor agent");
        }

        return At(at) is { } instant ? (new LoggedMessage(consultation, role == "buyer", instant), null) : (null, $"\"{at}\" is no time");
    }

    private static Instant? At(string text)
    {
        if (OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } exact)
        {
            return exact.Value.ToInstant();
        }

        return LocalDateTimePattern.ExtendedIso.Parse(text.Replace(' ', 'T')) is { Success: true } local
            ? local.Value.WithOffset(Offset.FromHours(8)).ToInstant()
            : null;
    }
}
