using CsPlatform.Domain.Metrics.Explaining;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using NodaTime;

namespace CsPlatform.Domain.Tests.Metrics.Explaining;

/// <summary>Consultations of buyers for tests, in steps of whole minutes of one morning.</summary>
internal sealed class Talk
{
    private readonly Dictionary<string, Timeline> consultations = [];
    private Timeline ofShop = Timeline.Empty;
    private int number;

    public FigureBasis Basis => new(consultations, ofShop);

    public static Instant At(int minute, int second = 0) => Conversations.At("09:00") + Duration.FromSeconds((60L * minute) + second);

    public Talk Ask(string consultation, string buyer, int minute, int second = 0) =>
        Add(consultation, new MessageEntry(At(minute, second), Key(), SenderRole.Buyer) { BuyerId = buyer });

    public Talk Answer(string consultation, int minute, int second = 0, string? agent = null, bool blank = false) => Add(
        consultation, new MessageEntry(At(minute, second), Key(), SenderRole.HumanAgent) { AgentId = agent, IsBlank = blank });

    public Talk Add(string consultation, TimelineEntry entry)
    {
        consultations[consultation] = consultations.GetValueOrDefault(consultation, Timeline.Empty).With([entry]);
        return this;
    }

    public Talk OfShop(TimelineEntry entry)
    {
        ofShop = ofShop.With([entry]);
        return this;
    }

    public EventKey Key() => new("im", $"{++number:000}");
}
