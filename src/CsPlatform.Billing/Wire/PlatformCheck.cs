using CsPlatform.Rulebooks;
using CsPlatform.ServiceDefaults.Errors;

namespace CsPlatform.Billing.Wire;

/// <summary>Whether a platform is one of those whose rulebook is known.</summary>
internal sealed class PlatformCheck(RulebookCatalogue catalogue)
{
    internal void Check(string platform, string field, FieldFaults faults)
    {
        if (catalogue.WhyUnknown(platform) is { } fault)
        {
            faults.Add(field, fault);
        }
    }
}
