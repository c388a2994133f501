using CsPlatform.Common.V1;
using CsPlatform.Persistence;
using CsPlatform.Rulebooks;
using CsPlatform.ServiceDefaults.Errors;
using NodaTime;
using NodaTime.Text;

namespace CsPlatform.Sanctions.Wire;

/// <summary>Reads the fields of a request and collects every fault, so that its sender hears of all of them at once.</summary>
internal sealed class RequestFields
{
    private const int LongestId = 128;
    private readonly FieldFaults faults = new();

    public string Platform(string field, string value, RulebookCatalogue catalogue)
    {
        faults.AddIf(
            !catalogue.Knows(value),
            field,
            value.Length == 0
                ? $"is missing; name a platform: {string.Join(", ", catalogue.Platforms)}"
                : $"\"{value}\" is unknown; known are {string.Join(", ", catalogue.Platforms)}");
        return value;
    }

    public Domain.Primitives.ShopKey Shop(ShopKey? shop, RulebookCatalogue catalogue)
    {
        if (faults.AddIf(shop is null, "shop", "is missing; send platform and shop_id"))
        {
            return default;
        }

        return new(Platform("shop.platform", shop!.Platform, catalogue), Id("shop.shop_id", shop.ShopId));
    }

    public string Id(string field, string value)
    {
        faults.AddIf(value.Length is 0 or > LongestId, field, $"has {value.Length} characters; send 1 to {LongestId}");
        return value;
    }

    public LocalDate? OptionalDay(string field, string value) => value.Length == 0 ? null : Day(field, value);

    public LocalDate Day(string field, string value)
    {
        var parsed = LocalDatePattern.Iso.Parse(value);
        faults.AddIf(!parsed.Success, field, $"\"{value}\" is no day; send YYYY-MM-DD");
        return parsed.Success ? parsed.Value : default;
    }

    public int PageSize(string field, int value, int usual, int most)
    {
        faults.AddIf(value < 0 || value > most, field, $"is {value}; send 1 to {most}, or 0 for {usual}");
        return value == 0 ? usual : value;
    }

    public PageToken? PageToken(string field, string value)
    {
        PageToken? token = null;
        faults.AddIf(
            value.Length > 0 && !Wire.PageToken.TryParse(value, out token),
            field,
            "is no token of this service; send next_page_token of the page before, or nothing for the first page");
        return token;
    }

    public TEnum Choice<TEnum>(string field, TEnum value)
        where TEnum : struct, Enum
    {
        faults.AddIf(!Enum.IsDefined(value), field, $"{value} is unknown; send {string.Join(", ", Enum.GetNames<TEnum>())}");
        return value;
    }

    /// <summary>The positions to follow from; all partitions from their beginning when none is named.</summary>
    public IReadOnlyDictionary<int, long> Positions(string field, IReadOnlyList<PartitionPosition> after)
    {
        var positions = new Dictionary<int, long>();
        for (var i = 0; i < after.Count; i++)
        {
            var (partition, position) = (after[i].Partition, after[i].Position);
            if (faults.AddIf(partition is < 0 or >= Partitions.Count, $"{field}[{i}].partition",
                $"is {partition}; partitions are 0 to {Partitions.Count - 1}"))
            {
                continue;
            }

            faults.AddIf(position < 0, $"{field}[{i}].position", $"is {position}; send the last position seen, 0 for none");
            faults.AddIf(!positions.TryAdd(partition, position), $"{field}[{i}].partition", $"{partition} is named twice");
        }

        return after.Count == 0 ? Partitions.All.ToDictionary(partition => partition, _ => 0L) : positions;
    }

    public void AddIf(bool faulty, string field, string description) => faults.AddIf(faulty, field, description);

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT with every fault, when there is one.</exception>
    public void ThrowIfAny() => faults.ThrowIfAny();
}
