using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Rating.Amounts;

/// <summary>
/// Decides on an amount: is a value chosen, was it due before, are the facts there, is it due at all; then the form, then one
/// rounding half up to the fen (handbook G9). The same facts give the same outcome.
/// </summary>
public static class AmountDecision
{
    /// <summary>The outcome.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="citation">Where it stands.</param>
    /// <param name="facts">What is known.</param>
    /// <param name="dueBefore">What amounts were due for already.</param>
    public static AmountOutcome Of(
        AmountRule rule, RuleCitation citation, AmountFacts facts, IReadOnlySet<DueKey> dueBefore)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(dueBefore);
        var key = DueKey.Of(rule, facts);
        var worked = Work(rule.Form, facts);
        var value = worked.Exact.HalfUp();
        AmountReason[] against =
        [
            worked.Reason,
            dueBefore.Contains(key) ? AmountReason.DueBefore : AmountReason.None,
            AgainstTrigger(rule.Trigger, facts),
            value > Fen.LargestInput ? AmountReason.TooLarge : AmountReason.None,
        ];
        var first = against.Where(reason => reason != AmountReason.None).DefaultIfEmpty().Min();
        if (first != AmountReason.None)
        {
            return new AmountNotEnforced(citation, first);
        }

        var fen = new Fen((long)value);
        var working = worked.Exact == value ? worked.Working : $"{worked.Working}, rounded {Yuan.Of(fen)}";
        return new AmountDue(citation, key, rule.Payer, rule.Payee, rule.FundSources, fen, working);
    }

    private static Worked Work(AmountForm form, AmountFacts facts) => form switch
    {
        FlatAmount flat => FlatFormula.Work(flat),
        BandedAmount banded => BandedFormula.Work(banded, facts),
        ShareAmount share => ShareFormula.Work(share, facts),
        MultipleAmount multiple => MultipleFormula.Work(multiple, facts),
        PerCaseAmount perCase => PerCaseFormula.Work(perCase, facts),
        RangeAmount range => RangeFormula.Work(range),
        _ => throw new ArgumentException($"No formula works out {form.GetType().Name}.", nameof(form)),
    };

    private static AmountReason AgainstTrigger(AmountTrigger trigger, AmountFacts facts)
    {
        if (trigger != AmountTrigger.Overdue)
        {
            return AmountReason.None;
        }

        if (facts.PromisedBy is not { } promised)
        {
            return AmountReason.FactMissing;
        }

        var reached = facts.DoneAt is { } done && done <= facts.At ? done : facts.At;
        return reached > promised ? AmountReason.None : AmountReason.InTime;
    }
}
