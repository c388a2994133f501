using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating;

namespace CsPlatform.Billing.Storage;

/// <summary>The books of the shops of one partition that a transaction works on.</summary>
internal sealed class PartitionBooks(short partition, IReadOnlyDictionary<string, Tariffs> tariffs, FeeTermsSource terms)
{
    private readonly Dictionary<ShopKey, ShopBook> books = [];

    internal short Partition => partition;

    internal IReadOnlyCollection<ShopBook> All => books.Values;

    /// <summary>The shop's book; an empty one when it is the first time.</summary>
    internal ShopBook Of(ShopKey shop)
    {
        if (!books.TryGetValue(shop, out var book))
        {
            book = new ShopBook(shop, terms.Of(shop.Platform), tariffs.GetValueOrDefault(shop.Platform, Tariffs.None));
            books.Add(shop, book);
        }

        return book;
    }
}
