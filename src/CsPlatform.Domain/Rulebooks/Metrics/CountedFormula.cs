namespace CsPlatform.Domain.Rulebooks;

/// <summary>
/// A formula over facts of a shop that are no messages: ratings, reviews, orders, disputes. Consultations add nothing to it.
/// </summary>
public abstract record CountedFormula : MetricFormula;
