using NodaTime;

namespace CsPlatform.Domain.Eligibility;

/// <summary>The value of a fact that a check asks for.</summary>
public abstract record FactValue;

/// <summary>Yes or no.</summary>
public sealed record FlagFact(bool Value) : FactValue;

/// <summary>A whole number: a count, or an amount in the unit that its key names, such as fen.</summary>
public sealed record NumberFact(long Value) : FactValue;

/// <summary>One or several words of closed lists, such as the categories of goods.</summary>
public sealed record TextFact(IReadOnlySet<string> Values) : FactValue;

/// <summary>When something happened.</summary>
/// <param name="At">The instant.</param>
/// <param name="TimeKnown">Whether its time of day is known; otherwise only its natural day counts.</param>
public sealed record InstantFact(Instant At, bool TimeKnown = true) : FactValue;
