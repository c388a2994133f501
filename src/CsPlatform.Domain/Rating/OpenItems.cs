using CsPlatform.Domain.Primitives;
using NodaTime;

namespace CsPlatform.Domain.Rating;

/// <summary>What is open per charge of one shop; charges that are paid or taken back are not in it.</summary>
public sealed class OpenItems
{
    private readonly Dictionary<string, OpenItem> items = new(StringComparer.Ordinal);
    private readonly HashSet<string> touched = new(StringComparer.Ordinal);

    /// <summary>All that is open.</summary>
    public IReadOnlyCollection<OpenItem> All => items.Values;

    /// <summary>Ids of the charges whose open amount changed; one that is not in <see cref="All"/> any more is at 0.</summary>
    public IReadOnlyCollection<string> Touched => touched;

    /// <summary>What is open of a charge; null = nothing.</summary>
    public OpenItem? Find(string chargeId) => items.GetValueOrDefault(chargeId);

    /// <summary>Puts in what was stored.</summary>
    public void Restore(OpenItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        items[item.ChargeId] = item;
    }

    /// <summary>A charge adds what it costs; one that takes another back lowers what is open of that one.</summary>
    public void Add(Charge charge)
    {
        ArgumentNullException.ThrowIfNull(charge);
        Add(charge.Reverses ?? charge.Id, charge.At, charge.Amount);
    }

    /// <summary>Something due adds what it costs; the taking back of it, under the same id, lowers what is open.</summary>
    public void Add(string id, Instant at, Fen amount)
    {
        var before = items.TryGetValue(id, out var known) ? known : new OpenItem(at, id, Fen.Zero);
        Set(before with { Open = before.Open + amount });
    }

    /// <summary>A settlement lowers what is open of the charges it pays.</summary>
    public void Pay(Deduction deduction)
    {
        ArgumentNullException.ThrowIfNull(deduction);
        foreach (var line in deduction.Lines)
        {
            var item = items[line.ChargeId];
            Set(item with { Open = item.Open - line.Amount });
        }
    }

    private void Set(OpenItem item)
    {
        touched.Add(item.ChargeId);
        if (item.Open.IsZero)
        {
            items.Remove(item.ChargeId);
        }
        else
        {
            items[item.ChargeId] = item;
        }
    }
}
