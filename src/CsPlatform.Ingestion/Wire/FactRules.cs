using System.Collections.Frozen;
using CsPlatform.Ingestion.V1;
using CsPlatform.Ingestion.Wire.Facts;
using CsPlatform.ServiceDefaults.Errors;

namespace CsPlatform.Ingestion.Wire;

/// <summary>What each kind of fact must hold. A kind without an entry is rejected, never waved through.</summary>
internal static class FactRules
{
    private static readonly FrozenDictionary<Event.FactOneofCase, FactRule> Table = new[]
    {
        ConsultationFactRules.Table, OrderFactRules.Table, AfterSalesFactRules.Table, ShopFactRules.Table,
    }.SelectMany(family => family).ToFrozenDictionary();

    internal static void Validate(FieldFaults faults, Event item, TimeWindow past)
    {
        if (Table.TryGetValue(item.FactCase, out var rule))
        {
            rule(faults, item, past);
        }
        else
        {
            faults.Add("fact", "Missing, or of a kind unknown here: send a kind of the contract, or update this service.");
        }
    }
}
