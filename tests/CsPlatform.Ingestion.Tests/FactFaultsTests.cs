using CsPlatform.Ingestion.Wire;
using CsPlatform.ServiceDefaults.Errors;

namespace CsPlatform.Ingestion.Tests;

/// <summary>The rules that are one kind's own, each as a fact that breaks it alone.</summary>
public sealed class FactFaultsTests
{
    private static readonly EventValidator Validator = new(
        ["xiaohongshu"], new SkewWindows(new IngestionOptions()), new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private static readonly string Long = new('s', 65);

    public static TheoryData<string, string, string> Faulty => new()
    {
        { "consultation_rated", """{"consultationId":"c","stars":6}""", "stars" },
        { "consultation_rated", """{"consultationId":"c","stars":0,"scale":10}""", "stars" },
        { "consultation_rated", """{"consultationId":"c","stars":11,"scale":10}""", "stars" },
        { "consultation_rated", """{"consultationId":"c","stars":3,"scale":2}""", "stars" },
        { "consultation_rated", """{"consultationId":"c","stars":1,"scale":1}""", "scale" },
        { "consultation_rated", """{"consultationId":"c","stars":1,"scale":11}""", "scale" },
        { "order_service_rated", """{"orderId":"o","buyerId":"b","grade":6}""", "grade" },
        { "message_recalled", """{"consultationId":"c","message":{}}""", "message.event_id" },
        { "message_recalled", """{"consultationId":"c"}""", "message" },
        { "message_recalled", $$$"""{"consultationId":"c","message":{"eventId":"m","source":"{{{Long}}}"}}""", "message.source" },
        { "exclusion_decided", """{"reason":"EXCLUSION_REASON_SPAM","decidedBy":"ops"}""", "target" },
        { "exclusion_decided", """{"consultationId":"","reason":"EXCLUSION_REASON_SPAM","decidedBy":"ops"}""", "consultation_id" },
        { "exclusion_decided", """{"buyerId":"","reason":"EXCLUSION_REASON_SPAM","decidedBy":"ops"}""", "buyer_id" },
        { "exclusion_decided", """{"message":{"eventId":"m"},"reason":"EXCLUSION_REASON_SPAM","decidedBy":"ops"}""", "message_consultation_id" },
        {
            "exclusion_decided",
            """{"buyerId":"b","messageConsultationId":"c","reason":"EXCLUSION_REASON_SPAM","decidedBy":"o"}""",
            "message_consultation_id"
        },
        { "exclusion_decided", Span("""{"from":"2024-05-01T00:00:00Z"}"""), "span.until" },
        { "exclusion_decided", Span("""{"until":"2024-05-01T00:00:00Z"}"""), "span.from" },
        { "exclusion_decided", Span("""{"from":"2024-05-01T00:00:00Z","until":"2024-05-01T00:00:00Z"}"""), "span.until" },
        { "exclusion_decided", Span("""{"from":"1999-05-01T00:00:00Z","until":"2024-05-01T00:00:00Z"}"""), "span.from" },
        { "complaint_stepped", """{"complaintId":"k","step":"COMPLAINT_STEP_MADE","reason":"服务态度"}""", "buyer_id" },
        { "complaint_stepped", """{"complaintId":"k","step":"COMPLAINT_STEP_MADE","buyerId":"b"}""", "reason" },
        { "order_stepped", """{"orderId":"o","step":"ORDER_STEP_PAID","buyerId":"b","items":1000001}""", "items" },
        { "order_stepped", """{"orderId":"o","step":"ORDER_STEP_PAID","buyerId":"b","items":1,"paidFen":"1000000000001"}""", "paid_fen" },
        { "order_stepped", """{"orderId":"o","step":"ORDER_STEP_PAID","buyerId":"b","items":1,"paidFen":"5","freightFen":"6"}""", "freight_fen" },
        { "order_stepped", """{"orderId":"o","step":"ORDER_STEP_PAID","buyerId":"b","items":1,"freightFen":"1"}""", "freight_fen" },
        { "order_stepped", """{"orderId":"o","step":"ORDER_STEP_PAID","buyerId":"b","items":1,"promisedDays":3661}""", "promised_days" },
        { "review_given", Review("[]"), "stars" },
        { "review_given", Review("""[{"item":"REVIEW_ITEM_SERVICE","stars":1},{"item":"REVIEW_ITEM_SERVICE","stars":1}]"""), "stars[1].item" },
        { "review_given", Review("""[{"item":"REVIEW_ITEM_SERVICE","stars":6}]"""), "stars[0].stars" },
        { "review_given", Review("""[{"stars":5}]"""), "stars[0].item" },
        { "review_given", Review($"[{string.Join(',', Enumerable.Repeat("{}", 20_000))}]"), "stars" },
        { "coupon_stepped", """{"couponId":"p","step":"COUPON_STEP_ISSUED","buyerId":"b","amountFen":"-1"}""", "amount_fen" },
        { "refund_stepped", """{"refundId":"r","orderId":"o","step":"REFUND_STEP_PAID"}""", "amount_fen" },
        {
            "compensation_stepped",
            """{"compensationId":"m","kind":"COMPENSATION_KIND_GOODS","step":"COMPENSATION_STEP_PAID","orderId":"o"}""",
            "amount_fen"
        },
        { "dispute_stepped", """{"disputeId":"d","step":"DISPUTE_STEP_DECIDED","orderId":"o"}""", "liability" },
        { "working_hours_stated", """{"fromMinute":1440,"untilMinute":1}""", "from_minute" },
        { "working_hours_stated", """{"untilMinute":1441}""", "until_minute" },
        { "working_hours_stated", """{"untilMinute":0}""", "until_minute" },
        { "exam_taken", """{"examId":"x","points":101}""", "points" },
        { "exam_taken", """{"examId":"x","points":-1}""", "points" },
        { "outside_figure_reported", Figure("2024-05-01", "2024-05-01"), "until_day" },
        { "outside_figure_reported", Figure("2023-02-29", "2024-05-01"), "from_day" },
        { "outside_figure_reported", Figure("2024-5-1", "2024-05-02"), "from_day" },
        { "outside_figure_reported", Figure("2024-05-01", "2024-05-02T00:00:00"), "until_day" },
        { "outside_figure_reported", Figure("0001-01-01", "2024-05-02"), "from_day" },
    };

    public static TheoryData<string, string> Right => new()
    {
        { "consultation_rated", """{"consultationId":"c","stars":2,"scale":2}""" },
        { "exclusion_decided", """{"buyerId":"b","reason":"EXCLUSION_REASON_MALICIOUS","decidedBy":"o"}""" },
        { "exclusion_decided", Span("""{"from":"2024-05-01T00:00:00Z","until":"2034-05-01T00:00:00Z"}""") },
        { "working_hours_stated", """{"fromMinute":1439,"untilMinute":1}""" },
        { "working_hours_stated", """{"fromMinute":540,"untilMinute":540}""" },
        { "exam_taken", """{"examId":"x","points":0}""" },
        { "outside_figure_reported", Figure("2024-02-29", "2024-03-01") },
        { "order_stepped", """{"orderId":"o","step":"ORDER_STEP_PAID","buyerId":"b","items":1,"paidFen":"6","freightFen":"6"}""" },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void A_broken_rule_is_told_at_its_field(string kind, string fact, string field)
        => Assert.Equal($"{kind}.{field}", Assert.Single(Faults(kind, fact).All).Field);

    [Theory]
    [MemberData(nameof(Right))]
    public void What_is_just_within_a_rule_enters(string kind, string fact) => Assert.Empty(Faults(kind, fact).All);

    [Fact]
    public void A_range_is_told_with_its_ends()
        => Assert.Equal(
            "7 is out of range: send 1 to 5.",
            Assert.Single(Faults("consultation_rated", """{"consultationId":"c","stars":7}""").All).Description);

    private static FieldFaults Faults(string kind, string fact)
    {
        var faults = new FieldFaults();
        Validator.Validate(EventExamples.Make(kind, fact), Events.Noon, faults);
        return faults;
    }

    private static string Span(string span) => $$"""{"span":{{span}},"reason":"EXCLUSION_REASON_OUTAGE","decidedBy":"ops"}""";

    private static string Review(string stars)
        => $$"""{"reviewId":"r","orderId":"o","buyerId":"b","dealAt":"2024-05-19T00:00:00Z","stars":{{stars}}}""";

    private static string Figure(string from, string until)
        => $$"""{"figureKey":"sn.unanswered_messages","fromDay":"{{from}}","untilDay":"{{until}}","denominator":"1"}""";
}
