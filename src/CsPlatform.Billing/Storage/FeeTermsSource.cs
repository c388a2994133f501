using System.Collections.Concurrent;
using CsPlatform.Domain.Rating;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Rulebooks;
using NodaTime;

namespace CsPlatform.Billing.Storage;

/// <summary>The fee rule in force on a day, from the rulebooks.</summary>
internal sealed class FeeTermsSource(RulebookCatalogue catalogue)
{
    private readonly ConcurrentDictionary<Rulebook, FeeTerms?> known = new(ReferenceEqualityComparer.Instance);

    /// <summary>The terms of a platform by day; null where no rulebook makes official service chargeable.</summary>
    internal Func<LocalDate, FeeTerms?> Of(string platform)
        => day => catalogue.Find(platform, day) is { } rulebook ? known.GetOrAdd(rulebook, Terms) : null;

    /// <summary>Whether any version of the platform's rulebook charges a user's transfers of one day once.</summary>
    internal bool CountsUserDays(string platform)
        => catalogue.Versions(platform).Any(rulebook => rulebook.HostedServiceFee?.TransferDedup == TransferDedup.UserPerDay);

    private FeeTerms? Terms(Rulebook rulebook) => rulebook.HostedServiceFee is { } rule
        ? new FeeTerms(rule, rulebook.Cite(rule.Id, rule.Source), catalogue.Calendar(rule.CalendarId))
        : null;
}
