using NodaTime;

namespace CsPlatform.Domain.Eligibility;

/// <summary>What is known when a question is asked. A fact of another type than a check asks for counts as not given.</summary>
public sealed class KnownFacts(IReadOnlyDictionary<string, FactValue> values)
{
    /// <summary>The flag; null = not given.</summary>
    public bool? Flag(string key) => (Find(key) as FlagFact)?.Value;

    /// <summary>The number; null = not given.</summary>
    public long? Number(string key) => (Find(key) as NumberFact)?.Value;

    /// <summary>The texts; null = not given.</summary>
    public IReadOnlySet<string>? Texts(string key) => (Find(key) as TextFact)?.Values;

    /// <summary>The instant; null = not given.</summary>
    public Instant? At(string key) => Moment(key)?.At;

    /// <summary>The instant with what is known of its time; null = not given.</summary>
    public InstantFact? Moment(string key) => Find(key) as InstantFact;

    private FactValue? Find(string key) => values.GetValueOrDefault(key);
}
