using CsPlatform.Domain.Primitives;
using CsPlatform.Rulebooks;
using CsPlatform.ServiceDefaults.Errors;
using NodaTime;

namespace CsPlatform.Sanctions.Wire;

/// <summary>Reads the fields of a request and collects every fault, so that its sender hears of all of them at once.</summary>
internal sealed class RequestFields
{
    private const int LongestId = 128;
    private readonly FieldFaults faults = new();

    public string Platform(string field, string value, RulebookCatalogue catalogue)
    {
        if (catalogue.WhyUnknown(value) is { } fault)
        {
            faults.Add(field, fault);
        }

        return value;
    }

    public ShopKey Shop(Common.V1.ShopKey? shop, RulebookCatalogue catalogue)
    {
        if (faults.AddIf(shop is null, "shop", "is missing; send platform and shop_id"))
        {
            return default;
        }

        return new(Platform("shop.platform", shop!.Platform, catalogue), Id("shop.shop_id", shop.ShopId));
    }

    public string Id(string field, string value)
    {
        TextRules.Key(faults, field, value, LongestId);
        return value;
    }

    /// <summary>An id that narrows a list; empty: all.</summary>
    public string OptionalId(string field, string value)
    {
        TextRules.OptionalKey(faults, field, value, LongestId);
        return value;
    }

    public LocalDate? OptionalDay(string field, string value) => value.Length == 0 ? null : Day(field, value);

    public LocalDate Day(string field, string value)
    {
        var day = DayText.Day(value);
        faults.AddIf(day is null, field, $"\"{value}\" is no day; send YYYY-MM-DD");
        return day ?? default;
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
        EnumRules.Known(faults, field, value);
        return value;
    }

    public void AddIf(bool faulty, string field, string description) => faults.AddIf(faulty, field, description);

    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT with every fault, when there is one.</exception>
    public void ThrowIfAny() => faults.ThrowIfAny();
}
