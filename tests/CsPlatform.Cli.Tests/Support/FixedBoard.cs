using CsPlatform.Metrics.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace CsPlatform.Cli.Tests.Support;

/// <summary>Boards of one shop, s1 of platform p: each one asked for has a unit more than the one before.</summary>
internal sealed class FixedBoard : BoardService.BoardServiceBase
{
    private static readonly DateTimeOffset Now = new(2021, 2, 3, 4, 0, 0, TimeSpan.Zero);

    private int asked;

    public int Asked => Volatile.Read(ref asked);

    /// <summary>Whether every second board is refused for the moment.</summary>
    public bool IsShaky { get; init; }

    public override Task<GetLiveBoardResponse> GetLiveBoard(GetLiveBoardRequest request, ServerCallContext context)
    {
        var nth = Interlocked.Increment(ref asked);
        return (request.Shop.Platform, request.Shop.ShopId) != ("p", "s1") ? throw new RpcException(new Status(StatusCode.NotFound, "UNKNOWN_SHOP"))
            : IsShaky && nth % 2 == 0 ? throw new RpcException(new Status(StatusCode.Unavailable, "away for a moment"))
            : Task.FromResult(new GetLiveBoardResponse { Board = Board(request, nth) });
    }

    private static LiveBoard Board(GetLiveBoardRequest request, int nth) => new()
    {
        Shop = request.Shop,
        Day = "2021-02-03",
        Figures =
        {
            new RunningFigure
            {
                MetricId = "m", MetricZh = "3分钟回复率", IsShare = true, Numerator = 1, Denominator = 2 + nth,
                WindowNumerator = 382, WindowDenominator = 1000, WindowStart = "2021-01-28",
            },
            new RunningFigure { MetricId = "mean", MetricZh = "平均响应", Numerator = 61_500, Denominator = 4, WindowNumerator = 61_500, WindowDenominator = 4 },
            new RunningFigure { MetricId = "silent", MetricZh = "没有数据", IsShare = true },
        },
        Headrooms =
        {
            Room("40 %", HeadroomSide.Missed, 382, 1000, room => (room.Open, room.AnswerOpen, room.MustHit) = (18, 18, 30)),
            Room("39 %", HeadroomSide.Missed, 382, 1000, room => (room.Open, room.AnswerOpen, room.MustHit) = (18, 8, 14)),
            Room("60 %", HeadroomSide.Missed, 382, 1000, room => (room.Open, room.MustHit) = (18, 545)),
            Room("30 %", HeadroomSide.Kept, 382, 1000, room => room.MayMiss = 273),
            Room("38 %", HeadroomSide.Kept, 38, 100, room => room.MayMiss = 0),
            Room("50 %", HeadroomSide.Unspecified, 0, 0, room => room.MayMiss = 99),
        },
        OpenTotal = 3,
        Open = { Open("c-over", -75, ClockStage.Breached, "A"), Open("c-soon", 42, ClockStage.Warning, ""), Open("c-later", 7_322, ClockStage.Running, "B") },
        Agents =
        {
            new AgentBoard { AgentId = "A[1]", OpenTurns = 1, Figures = { new RunningFigure { MetricZh = "3分钟回复率", IsShare = true, Numerator = 1, Denominator = 2 } } },
        },
        Warnings = { new BoardWarning { Key = "band", MetricId = "m", TextZh = "客服聊天界面警示", TextEn = "Warning in the chat window", Citation = new() { RuleId = "ladder" } } },
        CountedAt = Timestamp.FromDateTimeOffset(Now.AddMilliseconds(-400)),
        ReadAt = Timestamp.FromDateTimeOffset(Now),
        Source = BoardSource.Cache,
    };

    private static Headroom Room(string limit, HeadroomSide side, long hits, long units, Action<Headroom> set)
    {
        var room = new Headroom
        {
            MetricId = "m", MetricZh = "3分钟回复率", IsShare = true, Numerator = hits, Denominator = units, Limit = limit, Side = side, StepZh = "友情提示",
        };
        set(room);
        return room;
    }

    private static Clock Open(string subject, int secondsLeft, ClockStage stage, string agent) => new()
    {
        Kind = ClockKind.Turn, SubjectId = subject, RuleId = "m", AgentId = agent, Stage = stage, DueAt = Timestamp.FromDateTimeOffset(Now.AddSeconds(secondsLeft)),
    };
}
