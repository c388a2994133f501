using CsPlatform.Common.V1;
using CsPlatform.Metrics.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CsPlatform.Cli.Tests.Support;

/// <summary>Metrics with three figures on two pages; any other metric is refused with a field violation.</summary>
internal sealed class FixedMetrics : MetricsService.MetricsServiceBase
{
    public override Task<ListFiguresResponse> ListFigures(ListFiguresRequest request, ServerCallContext context)
    {
        if (request.MetricId != "m")
        {
            throw Refused("metric_id", $"\"{request.MetricId}\" is no metric of {request.Platform}; there is m");
        }

        var answer = new ListFiguresResponse();
        if (request.PeriodKind == PeriodKind.Day)
        {
            var isFirst = request.PageToken.Length == 0;
            answer.Figures.Add(FigureOf("s1", PeriodKind.Day, isFirst ? "2021-02-01" : "2021-02-02", isFirst ? 1 : 2));
            answer.NextPageToken = isFirst ? "next" : "";
        }
        else if (request.PeriodKind == PeriodKind.TrailingDays)
        {
            var figure = FigureOf("s1", PeriodKind.TrailingDays, "2021-01-26", 3);
            if (request.KnownAt is { } knownAt)
            {
                (figure.ClosedAt, figure.Standing, figure.StandingReason) = (knownAt, FigureStanding.Uncertain, "clocks");
            }

            answer.Figures.Add(figure);
            if (request.EvaluatedUntil != "2021-02-04")
            {
                return Task.FromResult(answer);
            }

            var earlier = figure.Clone();
            earlier.EvaluatedOn = "2021-02-02";
            answer.Figures.Insert(0, earlier);
        }

        return Task.FromResult(answer);
    }

    public override async Task CloseDays(
        CloseDaysRequest request, IServerStreamWriter<CloseDaysResponse> responseStream, ServerCallContext context)
    {
        await responseStream.WriteAsync(new CloseDaysResponse { PartitionsDone = 128, PartitionsTotal = 256, FiguresClosed = 3 });
        if (request.Through != "2021-02-28")
        {
            await responseStream.WriteAsync(
                new CloseDaysResponse { PartitionsDone = 256, PartitionsTotal = 256, FiguresClosed = 7, Done = true });
        }
    }

    private static Figure FigureOf(string shop, PeriodKind kind, string start, long numerator) => new()
    {
        Shop = new ShopKey { Platform = "p", ShopId = shop },
        MetricId = "m",
        PeriodKind = kind,
        PeriodStart = start,
        PeriodEnd = "2021-02-03",
        EvaluatedOn = "2021-02-03",
        Numerator = numerator,
        Denominator = 4,
        Revision = 1,
    };

    private static RpcException Refused(string field, string description)
    {
        var badRequest = new Google.Rpc.BadRequest
            { FieldViolations = { new Google.Rpc.BadRequest.Types.FieldViolation { Field = field, Description = description } } };
        var status = new Google.Rpc.Status { Code = (int)StatusCode.InvalidArgument, Message = "1 field is at fault",
            Details = { Any.Pack(badRequest) } };
        return new RpcException(
            new Status(StatusCode.InvalidArgument, status.Message),
                new Metadata { { "grpc-status-details-bin", status.ToByteArray() } });
    }
}
