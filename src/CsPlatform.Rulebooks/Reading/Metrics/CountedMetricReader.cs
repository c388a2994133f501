using CsPlatform.Domain.Rulebooks;
using NodaTime;
using static CsPlatform.Rulebooks.V1.Metric.FormulaOneofCase;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates formulas over facts that are no messages.</summary>
internal static class CountedMetricReader
{
    /// <summary>The formula; null when the metric has none of this kind.</summary>
    public static MetricFormula? Read(V1.Metric metric, Place place) => metric.FormulaCase switch
    {
        RatingShare => Rating(metric.RatingShare, place.Field("ratingShare")),
        ReviewShare => Review(metric.ReviewShare, place.Field("reviewShare")),
        ReviewMean => new ReviewMeanFormula(Scope(metric.ReviewMean.Scope, place.Field("reviewMean"))),
        ReviewReplyShare => new ReviewReplyShareFormula(
            place.Field("reviewReplyShare").Range("starsUpTo", metric.ReviewReplyShare.StarsUpTo, 1, 4)),
        ComplaintRate => Complaints(metric.ComplaintRate, place.Field("complaintRate")),
        QualityRefunds => Refunds(metric.QualityRefunds, place.Field("qualityRefunds")),
        StepInTime => InTime(metric.StepInTime, place.Field("stepInTime")),
        StepShare => new StepShareFormula(
            After(place.Field("stepShare"), "had", metric.StepShare.Had),
            After(place.Field("stepShare"), "over", metric.StepShare.Over)),
        StepMeanTime => MeanTime(metric.StepMeanTime, place.Field("stepMeanTime")),
        ReturnRate => new ReturnRateFormula(Order(place.Field("returnRate"), "over", metric.ReturnRate.Over)),
        SampleShare => new SampleShareFormula(),
        OrderShare => new OrderShareFormula(
            Order(place.Field("orderShare"), "had", metric.OrderShare.Had),
            Order(place.Field("orderShare"), "over", metric.OrderShare.Over)),
        SalePresence => new SalePresenceFormula(Order(place.Field("salePresence"), "step", metric.SalePresence.Step)),
        DisputeRate => Disputes(metric.DisputeRate, place.Field("disputeRate")),
        MeanOnlineTime => new MeanOnlineTimeFormula(
            HoursReader.Read(metric.MeanOnlineTime.Hours, place.Field("meanOnlineTime").Field("hours"))),
        _ => null,
    };

    private static RatingShareFormula Rating(V1.RatingShare formula, Place place)
    {
        var scale = place.Range("scale", formula.Scale, 2, 10);
        var from = place.Range("gradeFrom", formula.GradeFrom, 1, Math.Max(1, scale));
        var to = place.Range("gradeTo", formula.GradeTo, from, Math.Max(from, scale));
        if (from == 1 && to == scale)
        {
            place.Field("gradeTo").Fault("makes every rating a hit; leave a grade out");
        }

        return new RatingShareFormula(
            from, to, scale, HoursReader.Read(formula.CardHours, place.Field("cardHours")), formula.LeavesOutReportedBuyers)
        {
            Service = formula.Service == V1.RatedService.Unspecified
                ? null
                : place.Choice<V1.RatedService, RatedService>("service", formula.Service),
        };
    }

    private static ReviewShareFormula Review(V1.ReviewShare formula, Place place)
    {
        var from = place.Range("starsFrom", formula.StarsFrom, 1, 5);
        return new ReviewShareFormula(
            Scope(formula.Scope, place), from, place.Range("starsTo", formula.StarsTo, Math.Clamp(from, 1, 5), 5));
    }

    private static ReviewScope Scope(V1.ReviewScope? scope, Place place)
    {
        var at = place.Field("scope");
        if (scope is null)
        {
            at.Fault("is required; say which reviews count");
            return new ReviewScope(new HashSet<ReviewItem>(), false, false, null);
        }

        return new ReviewScope(
            at.Choices("items", scope.Items, item => (ReviewItem)(int)item),
            scope.LeavesOutUnfair,
            scope.LeavesOutVirtualGoods,
            scope.HasDealsPerBuyerAndMonth
                ? at.Range("dealsPerBuyerAndMonth", scope.DealsPerBuyerAndMonth, 1, int.MaxValue)
                : null);
    }

    private static ComplaintRateFormula Complaints(V1.ComplaintRate formula, Place place)
    {
        if (formula.Reasons.Count == 0)
        {
            place.Field("reasons").Fault("is required; name at least one");
        }

        var reasons = new HashSet<string>();
        for (var i = 0; i < formula.Reasons.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(formula.Reasons[i]))
            {
                place.Item("reasons", i).Fault("is required; write a text");
            }
            else if (!reasons.Add(formula.Reasons[i]))
            {
                place.Item("reasons", i).Fault("stands here twice; remove one");
            }
        }

        return new ComplaintRateFormula(reasons, place.Choice<V1.ConsumerCount, ConsumerCount>("consumers", formula.Consumers));
    }

    private static QualityRefundsFormula Refunds(V1.QualityRefunds formula, Place place) => new(
        Duration.FromHours(place.Range("signedWithinHours", formula.SignedWithinHours, 1, 8784)),
        formula.HasOver ? Order(place, "over", formula.Over) : null);

    private static StepInTimeFormula InTime(V1.StepInTime formula, Place place)
    {
        var hours = HoursReader.Read(formula.ClockHours, place.Field("clockHours"));
        if (formula.OnlyStartedInHours && hours is null)
        {
            place.Field("onlyStartedInHours").Fault("needs clockHours; give them or leave it out");
        }

        var (from, to) = (After(place, "from", formula.From), After(place, "to", formula.To));
        if (from == to)
        {
            place.Field("to").Fault("is the step that starts the clock; name another");
        }

        return new StepInTimeFormula(
            from,
            to,
            Duration.FromMinutes(place.Range("withinMinutes", formula.WithinMinutes, 1, 43_200)),
            hours,
            formula.OnlyStartedInHours);
    }

    private static StepMeanTimeFormula MeanTime(V1.StepMeanTime formula, Place place)
    {
        if (formula.Stretches.Count == 0)
        {
            place.Field("stretches").Fault("is required; give at least one");
        }

        return new StepMeanTimeFormula(
        [
            .. formula.Stretches.Select((stretch, i) =>
                (After(place.Item("stretches", i), "from", stretch.From), After(place.Item("stretches", i), "to", stretch.To))),
        ]);
    }

    private static DisputeRateFormula Disputes(V1.DisputeRate formula, Place place) => new(
        place.Choices("liabilities", formula.Liabilities, liability => (DisputeLiability)(int)liability),
        formula.LeavesOutUpheldAppeals,
        Order(place, "over", formula.Over));

    private static AfterSalesStepKind After(Place place, string name, V1.AfterSalesStep step) =>
        place.Choice<V1.AfterSalesStep, AfterSalesStepKind>(name, step);

    private static OrderStepKind Order(Place place, string name, V1.OrderStep step) =>
        place.Choice<V1.OrderStep, OrderStepKind>(name, step);
}
