namespace CsPlatform.Domain.Rulebooks;

/// <summary>What a check asks. Facts are named by key.</summary>
public abstract record CheckKind;

/// <summary>A flag has this value.</summary>
public sealed record FlagCheck(string Fact, bool Is) : CheckKind;

/// <summary>One of the fact's texts is in the list.</summary>
public sealed record OneOfCheck(string Fact, IReadOnlySet<string> Values) : CheckKind;

/// <summary>None of the fact's texts is in the list.</summary>
public sealed record NoneOfCheck(string Fact, IReadOnlySet<string> Values) : CheckKind;

/// <summary>A sum of numbers keeps within bounds, both inclusive; null = no bound on that side.</summary>
public sealed record SumCheck(IReadOnlyList<SumTerm> Terms, long? Least, long? Most) : CheckKind;

/// <summary>It is asked, or was done, in time.</summary>
/// <param name="Since">The instant that starts the time.</param>
/// <param name="Done">The instant that is tested where it is given; null, or not given: the instant of asking.</param>
/// <param name="Due">By when.</param>
/// <param name="Term">The number of days that takes the place of the rule's where it is given; null = never.</param>
public sealed record InTimeCheck(string Since, string? Done, DueRule Due, string? Term) : CheckKind;

/// <summary>It is asked at the instant or later.</summary>
public sealed record NotBeforeCheck(string Fact) : CheckKind;

/// <summary>It is asked before the instant.</summary>
public sealed record BeforeCheck(string Fact) : CheckKind;

/// <summary>From the day of the instant to the day of asking at least so many natural days have passed.</summary>
public sealed record DaysSinceCheck(string Fact, int AtLeast) : CheckKind;
