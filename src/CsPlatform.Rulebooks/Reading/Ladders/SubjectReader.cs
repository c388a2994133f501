using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates what a ladder judges.</summary>
internal static class SubjectReader
{
    /// <summary>The key under which two ladders would judge the same.</summary>
    public static string KeyOf(V1.SanctionLadder ladder) => ladder.SubjectCase switch
    {
        V1.SanctionLadder.SubjectOneofCase.MetricId => ladder.MetricId,
        V1.SanctionLadder.SubjectOneofCase.ScoreId => ladder.ScoreId,
        V1.SanctionLadder.SubjectOneofCase.Outside => ladder.Outside.Key,
        _ => ladder.Id,
    };

    /// <summary>The field of the file in which the ladder says what it judges.</summary>
    public static string FieldOf(V1.SanctionLadder ladder) => ladder.SubjectCase switch
    {
        V1.SanctionLadder.SubjectOneofCase.ScoreId => "scoreId",
        V1.SanctionLadder.SubjectOneofCase.Outside => "outside",
        _ => "metricId",
    };

    public static LadderSubject Read(V1.SanctionLadder ladder, Place place, FigureReferenceReader figures)
    {
        switch (ladder.SubjectCase)
        {
            case V1.SanctionLadder.SubjectOneofCase.MetricId:
                return new MetricSubject(figures.Metric(ladder.MetricId, place.Field("metricId")).Id);
            case V1.SanctionLadder.SubjectOneofCase.ScoreId:
                var score = figures.Score(ladder.ScoreId, place.Field("scoreId"));
                return new ScoreSubject(score.Id, score.NameZh, score.NameEn);
            case V1.SanctionLadder.SubjectOneofCase.Outside:
                var outside = FigureReferenceReader.Outside(ladder.Outside, place.Field("outside"));
                return new OutsideSubject(outside.Id, outside.NameZh, outside.NameEn);
            case V1.SanctionLadder.SubjectOneofCase.Requirements:
                return Requirements(ladder.Requirements, place.Field("requirements"), figures);
            case V1.SanctionLadder.SubjectOneofCase.Incidents:
                return Incidents(ladder.Incidents, place.Field("incidents"));
            default:
                place.Fault("judges nothing; give one of metricId, scoreId, outside, requirements, incidents");
                return new IncidentSubject([]);
        }
    }

    private static RequirementSubject Requirements(V1.RequirementSet set, Place place, FigureReferenceReader figures)
    {
        if (set.Requirements.Count == 0)
        {
            place.Field("requirements").Fault("is required; give at least one requirement");
        }

        var requirements = set.Requirements.Select((requirement, i) => Requirement(requirement, place.Item("requirements", i), figures)).ToList();
        foreach (var twice in requirements.GroupBy(requirement => requirement.Figure.Id).Where(group => group.Count() > 1))
        {
            place.Field("requirements").Fault($"looks at \"{twice.Key}\" twice; write one requirement per figure");
        }

        return new RequirementSubject(
            requirements, place.Range("missesToFail", set.MissesToFail, 1, Math.Max(1, requirements.Count)));
    }

    private static Requirement Requirement(V1.Requirement requirement, Place place, FigureReferenceReader figures) => new(
        figures.Read(requirement.Figure, place.Field("figure")),
        requirement.Missed is { } missed ? StepConditionReader.Beyond(missed, place.Field("missed")) : null,
        requirement.HasMinimumSample ? place.Range("minimumSample", requirement.MinimumSample, 1, int.MaxValue) : null);

    private static IncidentSubject Incidents(V1.IncidentKinds incidents, Place place)
    {
        if (incidents.Grades.Count == 0)
        {
            place.Field("grades").Fault("is required; give at least one grade");
        }

        return new IncidentSubject([.. incidents.Grades.Select((grade, i) => Grade(grade, place.Item("grades", i)))]);
    }

    private static IncidentGrade Grade(V1.IncidentGrade grade, Place place) => new(
        place.Id("key", grade.Key), place.Text("nameZh", grade.NameZh), place.Text("nameEn", grade.NameEn));
}
