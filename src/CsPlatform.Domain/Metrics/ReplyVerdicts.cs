using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Metrics;

/// <summary>
/// Judges each buyer message of a consultation (handbook 0.2 G3 to G5, 1.3). Each is measured from its own time; its answer
/// is the first message of a role that counts, sent at the same instant or later. One answer may answer several messages.
/// </summary>
public static class ReplyVerdicts
{
    /// <summary>A verdict per buyer message, earliest first.</summary>
    public static IReadOnlyList<ReplyVerdict> Of(Timeline timeline, ReplyRateFormula formula)
    {
        var messages = timeline.Entries.OfType<MessageEntry>().ToList();
        var answers = messages.Where(m => formula.AnsweringRoles.Contains(m.Role)).Select(m => m.OccurredAt).ToList();
        var machines = messages
            .Where(m => m.Role is SenderRole.Bot or SenderRole.Automatic && !formula.AnsweringRoles.Contains(m.Role))
            .Select(m => m.OccurredAt)
            .ToList();
        var inHours = IsInHours(timeline, formula);
        var verdicts = new List<ReplyVerdict>();
        foreach (var message in timeline.BuyerMessages)
        {
            var due = message.OccurredAt + formula.Within;
            var answered = FirstFrom(answers, message.OccurredAt);
            var reason = !inHours ? ReplyReason.OutOfHours
                : formula.Late == LateRule.First && verdicts.Count > 0 ? ReplyReason.NotTheFirst
                : Judge(due, answered, FirstFrom(machines, message.OccurredAt));
            verdicts.Add(new ReplyVerdict(message.Key, message.OccurredAt, due, answered, reason));
        }

        return verdicts;
    }

    /// <summary>
    /// Whether the consultation started within the hours that are measured; false while its start is not known.
    /// </summary>
    public static bool IsInHours(Timeline timeline, ReplyRateFormula formula) =>
        timeline.StartedAt is { } start && (formula.Hours?.Contains(ChinaTime.Local(start).TimeOfDay) ?? true);

    private static ReplyReason Judge(Instant due, Instant? answered, Instant? byMachine) => answered switch
    {
        { } at when at <= due => ReplyReason.InTime,
        not null => ReplyReason.Late,
        null when byMachine is not null => ReplyReason.AnsweredByMachineOnly,
        null => ReplyReason.Unanswered,
    };

    // Instants come in order, so the first at or after one is found by halving: long consultations stay cheap.
    private static Instant? FirstFrom(List<Instant> ordered, Instant from)
    {
        var (low, high) = (0, ordered.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ordered[middle] < from)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < ordered.Count ? ordered[low] : null;
    }
}
