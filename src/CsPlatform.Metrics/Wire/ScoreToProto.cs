using System.Globalization;
using System.Text;
using CsPlatform.Common.V1;
using CsPlatform.Domain.Metrics.Scores;
using CsPlatform.Domain.Primitives;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.V1;
using Google.Protobuf.WellKnownTypes;
using ShopKey = CsPlatform.Common.V1.ShopKey;

namespace CsPlatform.Metrics.Wire;

/// <summary>Scores from the domain to the contract's messages.</summary>
internal static class ScoreToProto
{
    private static readonly Dictionary<string, ScorePartNote> Notes = System.Enum.GetValues<ScorePartNote>().ToDictionary(Name);
    private static readonly Dictionary<string, ScoreGapReason> Reasons = System.Enum.GetValues<ScoreGapReason>().ToDictionary(Name);

    internal static ScoreFigure Figure(StoredScore stored)
    {
        var citation = stored.Citation;
        return new ScoreFigure
        {
            Shop = new ShopKey { Platform = stored.Key.Shop.Platform, ShopId = stored.Key.Shop.ShopId },
            ScoreId = stored.Key.ScoreId,
            PeriodStart = stored.Days is { } days ? ToProto.Day(days.Start) : "",
            PeriodEnd = stored.Days is { } period ? ToProto.Day(period.End) : "",
            EvaluatedOn = ToProto.Day(stored.Key.EvaluatedOn),
            Value = Number(stored.Value),
            Level = stored.Level,
            Parts = { stored.Parts.Select(Part) },
            Gaps = { stored.Gaps.Select(Gap) },
            Citation = new RuleCitation
            {
                Platform = citation.Platform,
                RulebookVersion = citation.RulebookVersion,
                RulebookHash = citation.RulebookHash,
                RuleId = citation.RuleId,
                Source = citation.Source,
            },
            Revision = stored.Revision,
            Reason = stored.Reason,
            ClosedAt = Timestamp.FromDateTimeOffset(stored.ClosedAt.ToDateTimeOffset()),
        };
    }

    internal static V1.ScorePart Part(Domain.Metrics.Scores.ScorePart part) =>
        new() { Id = part.Id, Value = Number(part.Value), Note = Name(part.Note) };

    internal static V1.ScoreGap Gap(Domain.Metrics.Scores.ScoreGap gap) => new() { Part = gap.Part, Reason = Name(gap.Reason) };

    /// <summary>The note that <see cref="Part"/> names.</summary>
    internal static ScorePartNote Note(string name) => Notes[name];

    /// <summary>The reason that <see cref="Gap"/> names.</summary>
    internal static ScoreGapReason Reason(string name) => Reasons[name];

    private static ExactNumber? Number(Fraction? value) => value is not { } number ? null : new ExactNumber
    {
        Numerator = number.Numerator.ToString(CultureInfo.InvariantCulture),
        Denominator = number.Denominator.ToString(CultureInfo.InvariantCulture),
    };

    // "FullMarksWithoutData" is FULL_MARKS_WITHOUT_DATA.
    private static string Name<T>(T value)
        where T : struct, System.Enum
    {
        var name = new StringBuilder();
        foreach (var letter in value.ToString())
        {
            name.Append(char.IsUpper(letter) && name.Length > 0 ? "_" : "").Append(char.ToUpperInvariant(letter));
        }

        return name.ToString();
    }
}
