using CsPlatform.Rulebooks;
using CsPlatform.ServiceDefaults.Errors;

namespace CsPlatform.Metrics.UseCases;

/// <summary>Checks that several requests share.</summary>
internal static class Rules
{
    internal static void Platform(RulebookCatalogue catalogue, string platform, FieldFaults faults) => faults.AddIf(
        !catalogue.Knows(platform),
        "platform",
        $"\"{platform}\" has no rulebook; send one of {string.Join(", ", catalogue.Platforms)}.");
}
