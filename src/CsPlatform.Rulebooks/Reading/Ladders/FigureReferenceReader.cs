using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Resolves the figures that ladders and programmes look at.</summary>
internal sealed class FigureReferenceReader(V1.Rulebook message, RuleIds ids)
{
    /// <summary>The figure, with its names.</summary>
    public FigureReference Read(V1.FigureReference? figure, Place place)
    {
        switch (figure?.FigureCase)
        {
            case V1.FigureReference.FigureOneofCase.MetricId:
                return Metric(figure.MetricId, place.Field("metricId"));
            case V1.FigureReference.FigureOneofCase.ScoreId:
                return Score(figure.ScoreId, place.Field("scoreId"));
            case V1.FigureReference.FigureOneofCase.Outside:
                return Outside(figure.Outside, place.Field("outside"));
            default:
                place.Fault("is required; give one of metricId, scoreId, outside");
                return new FigureReference("", "", "");
        }
    }

    public FigureReference Metric(string id, Place place)
    {
        RuleIds.Check(ids.Metrics, id, place);
        var metric = message.Metrics.FirstOrDefault(rule => rule.Id == id);
        return new FigureReference(id, metric?.NameZh ?? "", metric?.NameEn ?? "");
    }

    public FigureReference Score(string id, Place place)
    {
        RuleIds.Check(ids.Scores, id, place);
        var score = message.Scores.FirstOrDefault(rule => rule.Id == id);
        return new FigureReference(id, score?.NameZh ?? "", score?.NameEn ?? "");
    }

    public static FigureReference Outside(V1.OutsideFigure figure, Place place) => new(
        place.Id("key", figure.Key), place.Text("nameZh", figure.NameZh), place.Text("nameEn", figure.NameEn));
}
