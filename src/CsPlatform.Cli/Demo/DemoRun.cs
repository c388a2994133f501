using CsPlatform.Billing.V1;
using CsPlatform.Cli.Output;
using CsPlatform.Cli.Verbs;
using CsPlatform.Cli.Views;
using CsPlatform.Common.V1;
using CsPlatform.Metrics.V1;
using CsPlatform.Sanctions.V1;

namespace CsPlatform.Cli.Demo;

/// <summary>Plays the market through the services, step by step, as their users would.</summary>
internal sealed class DemoRun(VerbRun run, MarketMaker market, DemoChecks checks)
{
    /// <summary>Events offered, stored now, stored by an earlier demo.</summary>
    public (long Offered, long Accepted, long Duplicate) Sent { get; private set; }

    /// <summary>Plays everything and gathers the answers.</summary>
    public async Task<DemoAnswers> PlayAsync(Action<string> step)
    {
        step("publishing an example tariff");
        await PublishAsync().ConfigureAwait(false);
        step($"sending {Wording.Count(market.Events.Count)} events");
        await SendAsync().ConfigureAwait(false);
        if (market.Expected[Market.Diligent].FirstPenalty() is { Step.Kind: DecisionKind.StudyAssigned } exam)
        {
            step("closing days until the exam is assigned");
            await CloseAsync(exam.Day.AddDays(-1)).ConfigureAwait(false);
            step("recording the exam");
            await PassExamAsync(exam.Day, exam.Step).ConfigureAwait(false);
        }

        step("closing the other days");
        await CloseAsync(Market.LastDay).ConfigureAwait(false);
        step("reading figures, sanctions and statements");
        return await AskAsync().ConfigureAwait(false);
    }

    private async Task PublishAsync()
    {
        var tariff = new Tariff
        {
            Platform = Market.Platform,
            Version = "2026-demo-example",
            EffectiveFrom = $"{Market.FirstDay:yyyy-MM-dd}",
            Source = "EXAMPLE prices of the demo; the platform's own are not public (handbook 1.2).",
            Rates =
            {
                Rate(ChargeKind.HostedTransfer, DayClass.Ordinary, Market.TransferFen.Ordinary),
                Rate(ChargeKind.HostedTransfer, DayClass.Holiday, Market.TransferFen.Holiday),
                Rate(ChargeKind.HostedConsultation, DayClass.Ordinary, Market.HostedFen.Ordinary),
                Rate(ChargeKind.HostedConsultation, DayClass.Holiday, Market.HostedFen.Holiday),
            },
        };
        var request = new PublishTariffRequest { Tariff = tariff };
        await run.Services.Billing.PublishTariffAsync(request, cancellationToken: run.Cancellation).ConfigureAwait(false);
    }

    private static TariffRate Rate(ChargeKind kind, DayClass days, long fen) =>
        new() { Kind = kind, DayClass = days, UnitPriceFen = fen };

    private async Task SendAsync()
    {
        var (accepted, duplicate) = await DemoSender.SendAsync(run, market.Events, checks).ConfigureAwait(false);
        Sent = (market.Events.Count, accepted, duplicate);
    }

    private Task<CloseDaysResponse> CloseAsync(DateOnly through) =>
        CloseVerb.CloseAsync(run, Market.Platform, $"{through:yyyy-MM-dd}", _ => { });

    /// <summary>The diligent shop fails once, then passes, in time.</summary>
    private async Task PassExamAsync(DateOnly assignedOn, DemoStep study)
    {
        var request =
            new ListDecisionsRequest { Platform = Market.Platform, ShopId = Market.Diligent, Kind = DecisionKind.StudyAssigned };
        var (assigned, _) = await SanctionsVerb.AllAsync(run.Services, request, run.Cancellation).ConfigureAwait(false);
        checks.Same($"exam of {Market.Diligent}", assigned.FirstOrDefault()?.EffectiveFrom, $"{assignedOn:yyyy-MM-dd}");
        if (assigned.Count == 0)
        {
            return;
        }

        var passes = DemoCourse.DaysToPass(study);
        foreach (var (days, passed) in new[] { (passes - 1, false), (passes, true) })
        {
            var attempt = new RecordExamResultRequest
            {
                Shop = assigned[0].Shop,
                CaseId = assigned[0].CaseId,
                AttemptId = $"demo-attempt-{days}",
                TakenOn = $"{assignedOn.AddDays(days):yyyy-MM-dd}",
                Passed = passed,
            };
            await run.Services.Sanctions.RecordExamResultAsync(
                attempt, cancellationToken: run.Cancellation).ConfigureAwait(false);
        }
    }

    private async Task<DemoAnswers> AskAsync()
    {
        var statements = new List<StatementView>();
        foreach (var shop in market.Expected.Keys)
        {
            foreach (var month in new[] { "2026-01", "2026-02" })
            {
                var key = new ShopKey { Platform = Market.Platform, ShopId = shop };
                statements.Add(await StatementVerb.GetAsync(run.Services, key, month, run.Cancellation).ConfigureAwait(false));
            }
        }

        var (decisions, _) = await SanctionsVerb.AllAsync(
            run.Services, new ListDecisionsRequest { Platform = Market.Platform, MetricId = DemoRules.ReplyRate }, run.Cancellation)
            .ConfigureAwait(false);
        return new DemoAnswers(
            await FiguresAsync(DemoRules.ReplyRate, PeriodKind.Day).ConfigureAwait(false),
            await FiguresAsync(DemoRules.ReplyRate, PeriodKind.TrailingDays).ConfigureAwait(false),
            await FiguresAsync(DemoRules.DissatisfactionRate, PeriodKind.NaturalMonth).ConfigureAwait(false),
            [.. decisions.Where(decision => market.Expected.ContainsKey(decision.Shop.ShopId))],
            statements);
    }

    /// <summary>Figures of the market's own days: the stack may hold other shops and, for these, emptier days after.</summary>
    private async Task<IReadOnlyList<Figure>> FiguresAsync(string metric, PeriodKind kind)
    {
        var request = new ListFiguresRequest
        {
            Platform = Market.Platform,
            MetricId = metric,
            PeriodKind = kind,
            EvaluatedFrom = $"{Market.FirstDay:yyyy-MM-dd}",
            EvaluatedUntil = $"{Market.LastDay.AddDays(2):yyyy-MM-dd}",
        };
        var figures = await FiguresVerb.AllAsync(run.Services, request, run.Cancellation).ConfigureAwait(false);
        return [.. figures.Where(figure => market.Expected.ContainsKey(figure.Shop.ShopId))];
    }
}
