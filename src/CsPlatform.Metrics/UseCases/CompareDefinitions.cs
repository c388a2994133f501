using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Metrics.Explaining;
using CsPlatform.Metrics.V1;
using CsPlatform.Metrics.Wire;
using CsPlatform.Rulebooks;
using CsPlatform.ServiceDefaults.Errors;
using NodaTime;
using ExplainedUnit = CsPlatform.Domain.Metrics.Explaining.ExplainedUnit;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.UseCases;

/// <summary>The same period of a shop under other definitions.</summary>
internal sealed class CompareDefinitions(RulebookCatalogue catalogue, DefinitionComparer comparer)
{
    private const int MostDefinitions = 20;
    private const int MostDays = 366;
    private const int MostUnits = 100;
    private const int LongestShopId = 128;

    internal async Task<CompareDefinitionsResponse> HandleAsync(CompareDefinitionsRequest request, CancellationToken cancellation)
    {
        var (shop, days, definitions) = Validate(request);
        var found = await comparer.CompareAsync(shop, days, definitions, cancellation);
        return new CompareDefinitionsResponse
        {
            Definitions = { definitions.Zip(found, (definition, units) => Compared(definition, units, found[0])) },
        };
    }

    private static ComparedDefinition Compared(
        (Rulebook Rulebook, MetricRule Metric) definition, IReadOnlyList<ExplainedUnit> units, IReadOnlyList<ExplainedUnit> first) => new()
        {
            Definition = new Definition
            {
                Platform = definition.Rulebook.Platform,
                RulebookVersion = ToProto.Day(definition.Rulebook.Version),
                MetricId = definition.Metric.Id,
            },
            Numerator = units.Sum(unit => unit.Above),
            Denominator = units.Sum(unit => unit.Below),
            Citation = ToProto.Citation(definition.Rulebook.Cite(definition.Metric.Id, definition.Metric.Source)),
            NameZh = definition.Metric.NameZh,
            DifferingUnits = { Differing(first, units).Take(MostUnits) },
        };

    // What is no unit under one of them counts there as nothing.
    private static IEnumerable<string> Differing(IReadOnlyList<ExplainedUnit> first, IReadOnlyList<ExplainedUnit> other)
    {
        var (left, right) = (Sums(first), Sums(other));
        return left.Keys.Union(right.Keys)
            .Where(id => left.GetValueOrDefault(id) != right.GetValueOrDefault(id))
            .Order(StringComparer.Ordinal);
    }

    private static Dictionary<string, (long Above, long Below)> Sums(IEnumerable<ExplainedUnit> units) => units
        .GroupBy(unit => unit.Id, StringComparer.Ordinal)
        .ToDictionary(id => id.Key, id => (id.Sum(unit => unit.Above), id.Sum(unit => unit.Below)), StringComparer.Ordinal);

    private (ShopKey Shop, Period Days, IReadOnlyList<(Rulebook, MetricRule)> Definitions) Validate(CompareDefinitionsRequest request)
    {
        var faults = new FieldFaults();
        var (platform, shop) = (request.Shop?.Platform ?? "", request.Shop?.ShopId ?? "");
        Rules.Platform(catalogue, platform, faults, "shop.platform");
        TextRules.Key(faults, "shop.shop_id", shop, LongestShopId);
        var (start, end) = (DayText.Day(request.PeriodStart), DayText.Day(request.PeriodEnd));
        faults.AddIf(start is null, "period_start", $"\"{request.PeriodStart}\" is no date; send YYYY-MM-DD.");
        faults.AddIf(end is null, "period_end", $"\"{request.PeriodEnd}\" is no date; send YYYY-MM-DD.");
        faults.AddIf(
            start is { } from && end is { } until && (until <= from || until > from.PlusDays(MostDays)),
            "period_end",
            $"must lie 1 to {MostDays} days after period_start.");
        faults.AddIf(
            request.Definitions.Count is < 1 or > MostDefinitions,
            "definitions",
            $"{request.Definitions.Count} were sent; send 1 to {MostDefinitions}.");
        var definitions = new List<(Rulebook, MetricRule)>();
        for (var i = 0; i < Math.Min(request.Definitions.Count, MostDefinitions); i++)
        {
            if (Read(request.Definitions[i], $"definitions[{i}]", end, faults) is { } definition)
            {
                definitions.Add(definition);
            }
        }

        faults.ThrowIfAny();
        return (new ShopKey(platform, shop), new Period(start!.Value, end!.Value), definitions);
    }

    private (Rulebook, MetricRule)? Read(Definition definition, string field, LocalDate? end, FieldFaults faults)
    {
        if (catalogue.WhyUnknown(definition.Platform) is { } unknown)
        {
            faults.Add($"{field}.platform", unknown);
            return null;
        }

        var versions = catalogue.Versions(definition.Platform);
        var rulebook = definition.RulebookVersion.Length > 0
            ? versions.FirstOrDefault(version => ToProto.Day(version.Version) == definition.RulebookVersion)
            : end is { } day ? catalogue.Find(definition.Platform, day.PlusDays(-1)) : versions[^1];
        if (rulebook is null)
        {
            var known = string.Join(", ", versions.Select(version => ToProto.Day(version.Version)));
            faults.Add($"{field}.rulebook_version", $"is no version of {definition.Platform} that can be meant; send one of {known}.");
            return null;
        }

        var metric = rulebook.FindMetric(definition.MetricId);
        if (metric?.Formula is ReplyFormula or DissatisfactionFormula)
        {
            return (rulebook, metric);
        }

        var metrics = rulebook.Metrics.Where(one => one.Formula is ReplyFormula or DissatisfactionFormula).Select(one => one.Id);
        faults.Add(
            $"{field}.metric_id",
            $"\"{definition.MetricId}\" is no metric over consultations of {rulebook.Platform} {rulebook.Version:R}; send one of "
                + $"{string.Join(", ", metrics)}.");
        return null;
    }
}
