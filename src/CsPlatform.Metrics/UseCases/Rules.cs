using CsPlatform.Rulebooks;
using CsPlatform.ServiceDefaults.Errors;

namespace CsPlatform.Metrics.UseCases;

/// <summary>Checks that several requests share.</summary>
internal static class Rules
{
    internal static void Platform(RulebookCatalogue catalogue, string platform, FieldFaults faults)
    {
        if (catalogue.WhyUnknown(platform) is { } fault)
        {
            faults.Add("platform", fault);
        }
    }
}
