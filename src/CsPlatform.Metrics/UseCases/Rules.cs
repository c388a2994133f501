using CsPlatform.Rulebooks;
using CsPlatform.ServiceDefaults.Errors;

namespace CsPlatform.Metrics.UseCases;

/// <summary>Checks that several requests share.</summary>
internal static class Rules
{
    internal static void Platform(RulebookCatalogue catalogue, string platform, FieldFaults faults, string field = "platform")
    {
        if (catalogue.WhyUnknown(platform) is { } fault)
        {
            faults.Add(field, fault);
        }
    }

    /// <summary>A metric of any version of the platform's rulebook; of an unknown platform nothing is said.</summary>
    internal static void Metric(
        RulebookCatalogue catalogue, string platform, string metricId, FieldFaults faults, string field = "metric_id")
    {
        var metrics = catalogue.Versions(platform).SelectMany(version => version.Metrics).Select(metric => metric.Id).Distinct().ToList();
        faults.AddIf(
            metrics.Count > 0 && !metrics.Contains(metricId),
            field,
            $"\"{metricId}\" is no metric of {platform}; send one of {string.Join(", ", metrics)}.");
    }
}
