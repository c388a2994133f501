using CsPlatform.Common.V1;
using CsPlatform.Sanctions.V1;
using Grpc.Core;

namespace CsPlatform.Cli.Tests.Support;

/// <summary>Sanctions with one decision, or those that a test gives; exams change nothing.</summary>
internal sealed class FixedSanctions : SanctionsService.SanctionsServiceBase
{
    public IReadOnlyList<Decision>? Decisions { get; set; }

    public override Task<ListDecisionsResponse> ListDecisions(ListDecisionsRequest request, ServerCallContext context) =>
        Task.FromResult(Decisions is { } given ? new ListDecisionsResponse { Decisions = { given } } : new ListDecisionsResponse
        {
            Decisions =
            {
                new Decision
                {
                    DecisionId = "d1",
                    Shop = new ShopKey { Platform = request.Platform, ShopId = "s1" },
                    MetricId = "m",
                    Kind = DecisionKind.StudyAssigned,
                    CaseId = "c1",
                    EffectiveFrom = "2021-02-03",
                    ReasonZh = "低于50%",
                    ReasonEn = "below 50 % [seven days]",
                    Figure = new JudgedFigure { Numerator = 1, Denominator = 4, EvaluatedOn = "2021-02-03" },
                },
            },
        });

    public override Task<RecordExamResultResponse> RecordExamResult(RecordExamResultRequest request, ServerCallContext context) =>
        Task.FromResult(new RecordExamResultResponse { Explanation = $"{request.CaseId}/{request.AttemptId}: {request.Passed}" });
}
