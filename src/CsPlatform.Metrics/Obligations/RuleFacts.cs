using CsPlatform.Domain.Obligations;
using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using NodaTime;
using Period = NodaTime.Period;

namespace CsPlatform.Metrics.Obligations;

/// <summary>
/// What facts of one platform mean for one obligation, in all versions of its rulebook: which keys they stand for, and of which case. The
/// case is the first identifying field of what triggers it that all its facts carry.
/// </summary>
internal sealed class RuleFacts
{
    // A fulfilment that is dated later than this after the rule has ended is not looked for.
    private static readonly Period AfterItsEnd = Period.FromDays(31);

    private readonly string ruleId;
    private readonly string caseField;
    private readonly List<(string Key, bool IsTrigger, FactForm Form)> keys;
    private readonly List<(LocalDate From, LocalDate? Until)> spans;

    private RuleFacts(
        string ruleId, string caseField, List<(string, bool, FactForm)> keys, List<(LocalDate, LocalDate?)> spans) =>
        (this.ruleId, this.caseField, this.keys, this.spans) = (ruleId, caseField, keys, spans);

    /// <summary>The kinds of fact that it reads.</summary>
    internal IEnumerable<string> Kinds => keys.Select(key => key.Form.Kind).Distinct();

    /// <summary>The name of what makes facts one case.</summary>
    internal string CaseField => caseField;

    /// <summary>The facts of a rule; null when nothing that is reported triggers it.</summary>
    internal static RuleFacts? Of(string ruleId, IReadOnlyList<(Rulebook Rulebook, ObligationRule Rule)> versions)
    {
        var triggers = versions.Select(version => version.Rule.Trigger).ToHashSet();
        var keys = versions.SelectMany(version => version.Rule.FulfilledBy.Concat(version.Rule.CancelledBy)).Concat(triggers).Distinct()
            .SelectMany(key => ObligationKeys.Forms.GetValueOrDefault(key, []).Select(form => (key, triggers.Contains(key), FactForm.Read(form))))
            .ToList();
        var trigger = keys.Find(key => key.Item2).Item3;
        var caseField = trigger?.CaseFields.FirstOrDefault(name =>
            keys.TrueForAll(key => key.Item3.Field(name) is { FieldType: FieldType.String }));
        return caseField is null
            ? null
            : new RuleFacts(ruleId, caseField, keys, [.. versions.Select(v => (v.Rulebook.Version, v.Rulebook.EndsBefore))]);
    }

    /// <summary>Whether a fact of that kind can say anything of it.</summary>
    internal bool Reads(string kind, IMessage fact) => keys.Exists(key => key.Form.Kind == kind && key.Form.Fits(fact));

    /// <summary>What a fact says of it: at most one for each key.</summary>
    internal IEnumerable<(ObligationCaseKey Case, CaseFact Fact)> Read(ToldFact told)
    {
        var fact = told.Fields;
        var day = ChinaTime.Day(told.At);
        foreach (var (key, isTrigger, form) in keys)
        {
            if (form.Kind != told.Kind || !form.Fits(fact) || !Holds(day, isTrigger) || (isTrigger && !IsOfItsChannel(fact))
                || form.Field(caseField)!.Accessor.GetValue(fact) is not string { Length: > 0 } caseId)
            {
                continue;
            }

            var read = new ObligationFact(key, told.At, told.IsTimeKnown, Term(fact));
            yield return (new(told.Shop, ruleId, caseId), new(read, told.Key));
        }
    }

    private static int? Term(IMessage fact) =>
        fact.Descriptor.FindFieldByName("promised_days") is { } field && field.Accessor.HasValue(fact) ? (int)field.Accessor.GetValue(fact) : null;

    private bool Holds(LocalDate day, bool isTrigger) => spans.Exists(span => day >= span.From
        && !(day >= (isTrigger ? span.Until : span.Until?.Plus(AfterItsEnd))));

    // Terms that differ by the channel of the money are rules of their own, named after it: "….arrival.bank_card".
    private bool IsOfItsChannel(IMessage fact)
    {
        if (fact.Descriptor.FindFieldByName("channel") is not { FieldType: FieldType.Enum } field)
        {
            return true;
        }

        var name = $"_{ruleId[(ruleId.LastIndexOf('.') + 1)..].ToUpperInvariant()}";
        var own = field.EnumType.Values.FirstOrDefault(value => value.Name.EndsWith(name, StringComparison.Ordinal));
        return own is null || Convert.ToInt32(field.Accessor.GetValue(fact), null) == own.Number;
    }
}
