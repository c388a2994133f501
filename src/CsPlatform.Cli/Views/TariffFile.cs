using System.Text.Json;
using CsPlatform.Billing.V1;
using CsPlatform.Adapters.Maps;
using CsPlatform.Cli.Output;

namespace CsPlatform.Cli.Views;

/// <summary>
/// Reads a tariff file and tells all its faults at once. What the words mean is checked here, what the tariff says by the
/// service.
/// </summary>
public static class TariffFile
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="CliException">It is not there, not JSON, or has faults.</exception>
    public static Tariff Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliException(
                $"The tariff {path} cannot be read: {failure.Message}\nNext: check the path; samples/tariffs holds examples.");
        }
    }

    /// <summary>Reads a text; the name is for messages.</summary>
    /// <exception cref="CliException">It is not JSON, or has faults.</exception>
    public static Tariff Parse(string text, string name)
    {
        var faults = new List<string>();
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            var tariff = Tariff(new MapJson(faults), document.RootElement);
            if (faults.Count == 0)
            {
                return tariff;
            }
        }
        catch (JsonException failure)
        {
            faults.Add(failure.Message);
        }

        throw CliException.OfFaults($"The tariff {name} cannot be used (samples/tariffs holds examples):", faults);
    }

    private static Tariff Tariff(MapJson json, JsonElement root)
    {
        var tariff = new Tariff();
        if (!json.IsObject(root, "$", "platform", "version", "effective_from", "source", "rates"))
        {
            return tariff;
        }

        tariff.Platform = json.Text(root, "$", "platform");
        tariff.Version = json.Text(root, "$", "version");
        tariff.EffectiveFrom = json.Text(root, "$", "effective_from");
        tariff.Source = json.Text(root, "$", "source");
        if (!root.TryGetProperty("rates", out var rates) || rates.ValueKind != JsonValueKind.Array || rates.GetArrayLength() == 0)
        {
            json.Fault("$.rates", "a list with at least one price is expected");
            return tariff;
        }

        foreach (var (element, index) in rates.EnumerateArray().Select((element, index) => (element, index)))
        {
            tariff.Rates.Add(Rate(json, element, $"$.rates[{index}]"));
        }

        return tariff;
    }

    private static TariffRate Rate(MapJson json, JsonElement element, string path)
    {
        var rate = new TariffRate();
        if (!json.IsObject(element, path, "kind", "day_class", "unit_price_fen"))
        {
            return rate;
        }

        rate.Kind = Word<ChargeKind>(json, element, path, "kind");
        rate.DayClass = Word<DayClass>(json, element, path, "day_class");
        if (
            element.TryGetProperty("unit_price_fen", out var price) && price.ValueKind == JsonValueKind.Number
                && price.TryGetInt64(out var fen))
        {
            rate.UnitPriceFen = fen;
        }
        else
        {
            json.Fault($"{path}.unit_price_fen", "a whole number of fen is expected");
        }

        return rate;
    }

    private static TEnum Word<TEnum>(MapJson json, JsonElement element, string path, string name)
        where TEnum : struct, Enum
    {
        var text = json.Text(element, path, name);
        if (text.Length > 0 && Wording.FromWord<TEnum>(text) is null)
        {
            json.Fault($"{path}.{name}", $"\"{text}\" is none of {Wording.Words<TEnum>()}");
        }

        return Wording.FromWord<TEnum>(text) ?? default;
    }
}
