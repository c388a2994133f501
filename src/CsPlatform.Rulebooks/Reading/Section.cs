using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>
/// Reads the sections of one file, each a list of rules of one kind, and keeps its table of contents. A rule that is switched off
/// is validated like any other and then left out.
/// </summary>
internal sealed class Section(Place place, RulebookDates dates)
{
    private readonly List<RuleEntry> contents = [];
    private readonly HashSet<string> ids = [];

    /// <summary>Every rule read so far.</summary>
    public IReadOnlyList<RuleEntry> Contents => contents;

    /// <summary>The executed rules of one section.</summary>
    public List<TRule> Read<TMessage, TRule>(
        string name,
        IReadOnlyList<TMessage> messages,
        Func<TMessage, (string Id, string NameZh, string NameEn)> names,
        Func<TMessage, V1.RuleText?> text,
        Func<TMessage, RuleHead, Place, TRule> read)
    {
        var rules = new List<TRule>();
        for (var i = 0; i < messages.Count; i++)
        {
            var at = place.Item(name, i);
            var head = RuleTextReader.Head(names(messages[i]), text(messages[i]), at, dates);
            var rule = read(messages[i], head, at);
            if (List(name, head, text(messages[i]), at))
            {
                rules.Add(rule);
            }
        }

        return rules;
    }

    /// <summary>Adds a rule to the table of contents; whether it is executed. An id that stands there already is a fault.</summary>
    public bool List(string kind, RuleHead head, V1.RuleText? text, Place at, string? reason = null)
    {
        if (head.Id.Length > 0 && !ids.Add(head.Id))
        {
            at.Field("id").Fault($"\"{head.Id}\" is the id of an earlier rule too; give each rule its own");
        }

        var switchedOff = text is { HasSwitchedOff: true } ? text.SwitchedOff : null;
        contents.Add(new RuleEntry(kind, head, switchedOff ?? reason));
        return switchedOff is null;
    }
}
