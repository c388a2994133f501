using CsPlatform.Ingestion.V1;
using SenderRole = CsPlatform.Domain.Rulebooks.SenderRole;

namespace CsPlatform.Cli.Recounting;

/// <summary>What was read of one shop.</summary>
internal sealed class ShopEvents(string platform, string shopId, int partition)
{
    /// <summary>The best grade of the usual scale; other ratings are not kept.</summary>
    public const int UsualScale = 5;

    // How far a source's clock may be ahead before its message cannot be true.
    private const long Skew = 300 * Day.Second;

    private readonly Dictionary<string, List<Entry>> talks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly HashSet<(string Source, string Id)> removedMessages = [];
    private readonly HashSet<(string Buyer, int Day)> contacts = [];
    private readonly HashSet<string> removedTalks = [];
    private readonly HashSet<string> removedBuyers = [];
    private readonly List<(long From, long Until)> removedSpans = [];
    private readonly List<(string Report, Entry Entry, string Buyer, bool IsUpheld)> decisions = [];

    public string Platform => platform;

    public string ShopId => shopId;

    public int Partition => partition;

    /// <summary>Reports against buyers that were upheld, and when: of several decisions of a report the last one counts.</summary>
    public List<(string Buyer, long At)> Reports =>
    [
        .. from decided in decisions
           group decided by decided.Report into report
           let last = report.MaxBy(decided => decided.Entry)
           where last.IsUpheld
           select (last.Buyer, last.Entry.At),
    ];

    /// <summary>The day of the earliest event.</summary>
    public int FirstDay { get; private set; } = int.MaxValue;

    /// <summary>The buyers who were there, each once a day.</summary>
    public IReadOnlySet<(string Buyer, int Day)> Contacts => contacts;

    /// <summary>The last rating of each consultation that was rated.</summary>
    public IEnumerable<Entry> LastRatings =>
        from talk in talks.Values
        where talk.Exists(entry => entry.Kind == EntryKind.Rated)
        select talk.Where(entry => entry.Kind == EntryKind.Rated).Max();

    /// <summary>Takes in an event; what no metric over messages needs is passed over.</summary>
    public void Add(EventRecord record)
    {
        var e = record.Event;
        var entry = new Entry(Day.Nanoseconds(e.OccurredAt), Name(e.Source)!, e.EventId, EntryKind.Opened);
        FirstDay = Math.Min(FirstDay, Day.Of(entry.At));
        if (Name(BuyerOf(e)) is { } buyer)
        {
            contacts.Add((buyer, Day.Of(entry.At)));
        }

        switch (e.FactCase)
        {
            case Event.FactOneofCase.MessageSent:
                Add(e.MessageSent.ConsultationId, Message(entry, e.MessageSent) with
                {
                    IsFromTheFuture = entry.At > Day.Nanoseconds(record.ReceivedAt) + Skew,
                });
                break;
            case Event.FactOneofCase.ConsultationOpened:
                Add(e.ConsultationOpened.ConsultationId, entry with { Who = Name(e.ConsultationOpened.BuyerId) });
                break;
            case Event.FactOneofCase.ConsultationClosed:
                Add(e.ConsultationClosed.ConsultationId, entry with { Kind = EntryKind.Closed });
                break;
            case Event.FactOneofCase.ConsultationRated when e.ConsultationRated.Scale is 0 or UsualScale:
                Add(e.ConsultationRated.ConsultationId, entry with { Kind = EntryKind.Rated, Stars = (byte)e.ConsultationRated.Stars });
                break;
            case Event.FactOneofCase.ConsultationQueued:
                Add(e.ConsultationQueued.ConsultationId, entry with { Kind = EntryKind.Queued });
                break;
            case Event.FactOneofCase.ConsultationAssigned:
                Add(e.ConsultationAssigned.ConsultationId, entry with { Kind = EntryKind.Assigned, Who = Name(e.ConsultationAssigned.AgentId) });
                break;
            case Event.FactOneofCase.ConsultationHandedOver:
                var given = e.ConsultationHandedOver;
                Add(given.ConsultationId, entry with { Kind = EntryKind.HandedOver, Who = Name(given.ToAgentId), From = Name(given.FromAgentId) });
                break;
            case Event.FactOneofCase.ConsultationWentOffline:
                Add(e.ConsultationWentOffline.ConsultationId, entry with { Kind = EntryKind.Offline });
                break;
            case Event.FactOneofCase.MessageRecalled:
                Remove(e, e.MessageRecalled.Message);
                break;
            case Event.FactOneofCase.ExclusionDecided:
                Remove(e, e.ExclusionDecided);
                break;
            case Event.FactOneofCase.BuyerReportDecided:
                decisions.Add((e.BuyerReportDecided.ReportId, entry, e.BuyerReportDecided.BuyerId, e.BuyerReportDecided.IsUpheld));
                break;
        }
    }

    /// <summary>The consultations that started, earliest first.</summary>
    public List<Talk> Talks() =>
    [
        .. talks.Select(talk => Judged(talk.Key, talk.Value))
            .Where(talk => talk.StartedAt is not null)
            .OrderBy(talk => talk.StartedAt)
            .ThenBy(talk => talk.Id, StringComparer.Ordinal),
    ];

    /// <summary>Whether a consultation was excluded as a whole.</summary>
    public bool IsExcluded(Talk talk) =>
        removedTalks.Contains(talk.Id)
        || (talk.NamedBuyer is { } buyer && removedBuyers.Contains(buyer))
        || removedSpans.Exists(span => span.From <= talk.StartedAt && talk.StartedAt < span.Until);

    private Talk Judged(string id, List<Entry> entries)
    {
        var talk = Talk.Of(id, entries, removedMessages);
        return IsExcluded(talk) ? Talk.Of(id, entries, entries.Select(entry => (entry.Source, entry.Id)).ToHashSet()) : talk;
    }

    private static string BuyerOf(Event e) => e.FactCase switch
    {
        Event.FactOneofCase.MessageSent when e.MessageSent.Role == Ingestion.V1.SenderRole.Buyer => e.MessageSent.BuyerId,
        Event.FactOneofCase.ConsultationOpened => e.ConsultationOpened.BuyerId,
        _ => "",
    };

    private void Add(string talk, Entry entry)
    {
        if (!talks.TryGetValue(talk, out var entries))
        {
            talks.Add(talk, entries = new List<Entry>(8));
        }

        entries.Add(entry);
    }

    private Entry Message(Entry entry, MessageSent message)
    {
        var role = message.Role switch
        {
            Ingestion.V1.SenderRole.Buyer => SenderRole.Buyer,
            Ingestion.V1.SenderRole.HumanAgent => SenderRole.HumanAgent,
            Ingestion.V1.SenderRole.Bot => SenderRole.Bot,
            Ingestion.V1.SenderRole.Automatic => SenderRole.Automatic,
            Ingestion.V1.SenderRole.AssistedBot => SenderRole.AssistedBot,
            _ => SenderRole.System,
        };
        return entry with
        {
            Kind = EntryKind.Message, Role = role, Who = Name(role == SenderRole.Buyer ? message.BuyerId : message.AgentId),
        };
    }

    private void Remove(Event e, EventReference message) =>
        removedMessages.Add((Name(message.Source) ?? Name(e.Source)!, message.EventId));

    private void Remove(Event e, ExclusionDecided decided)
    {
        switch (decided.TargetCase)
        {
            case ExclusionDecided.TargetOneofCase.ConsultationId:
                removedTalks.Add(decided.ConsultationId);
                break;
            case ExclusionDecided.TargetOneofCase.Message:
                Remove(e, decided.Message);
                break;
            case ExclusionDecided.TargetOneofCase.BuyerId:
                removedBuyers.Add(decided.BuyerId);
                break;
            case ExclusionDecided.TargetOneofCase.Span:
                removedSpans.Add((Day.Nanoseconds(decided.Span.From), Day.Nanoseconds(decided.Span.Until)));
                break;
        }
    }

    // The same few names come again and again: one copy of each is enough. Null for an empty one.
    private string? Name(string name)
    {
        if (name.Length == 0)
        {
            return null;
        }

        if (!names.TryGetValue(name, out var known))
        {
            names.Add(name, known = name);
        }

        return known;
    }
}
