using CsPlatform.Domain.Timelines;

namespace CsPlatform.Domain.Metrics;

/// <summary>
/// Gives each message of a consultation to the sub-account that held it. One that is unanswered when the consultation changes
/// hands stays with the old holder as handed over, and comes to the new one as a message of that instant (handbook 2.1).
/// </summary>
internal static class HeldQuestions
{
    public static IEnumerable<(string Agent, Asked Asked)> Of(Contact contact, ReplyStream stream)
    {
        var holders = new Holders(contact);
        foreach (var message in contact.Questions)
        {
            var sentAt = message.OccurredAt;
            while (holders.NextChange(sentAt) is { } change && !(stream.Answer(sentAt)?.OccurredAt <= change))
            {
                yield return (holders.At(sentAt), new Asked(message, contact, sentAt) { HandedOverAt = change });
                sentAt = change;
            }

            yield return (holders.At(sentAt), new Asked(message, contact, sentAt));
        }
    }
}
