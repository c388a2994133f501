using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;

namespace CsPlatform.Domain.Metrics.Formulas;

/// <summary>人工不服务率: offline, or assigned without a word of a person beyond the greeting / consultations (handbook 4.2).</summary>
public static class NoServiceRate
{
    /// <summary>1/1 for a consultation that nobody served, 0/1 for another, 0/0 for one that does not count.</summary>
    public static Rate Of(ReplyUnit unit, NoServiceRateFormula formula)
    {
        if (unit.Contact is not { } contact || !unit.Measured.Any())
        {
            return default;
        }

        var silent = contact.WasAssigned && !contact.Replies.Any(reply => formula.Scope.AnsweringRoles.Contains(reply.Role));
        return new Rate(contact.WentOffline || silent ? 1 : 0, 1);
    }
}
