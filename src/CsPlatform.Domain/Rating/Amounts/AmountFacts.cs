using CsPlatform.Domain.Primitives;
using NodaTime;

namespace CsPlatform.Domain.Rating.Amounts;

/// <summary>What is known of the matter that an amount is worked out for. Null = not known, which is never 0.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Subject">Id of the case, the order or the product of an order, as the rule counts.</param>
/// <param name="Day">Natural day that it is about; of a month that was assessed, any day.</param>
/// <param name="At">When the amount is decided on.</param>
public sealed record AmountFacts(ShopKey Shop, string Subject, LocalDate Day, Instant At)
{
    /// <summary>What the customer paid, freight included.</summary>
    public Fen? Paid { get; init; }

    /// <summary>The freight in it.</summary>
    public Fen? Freight { get; init; }

    /// <summary>The score, exact.</summary>
    public Fraction? Score { get; init; }

    /// <summary>How many cases are decided on together, from 1.</summary>
    public int Cases { get; init; } = 1;

    /// <summary>By when it was promised; done at that instant is in time.</summary>
    public Instant? PromisedBy { get; init; }

    /// <summary>When it was done; null = it is not done yet.</summary>
    public Instant? DoneAt { get; init; }
}
