using CsPlatform.Rulebooks;
using CsPlatform.ServiceDefaults.Errors;

namespace CsPlatform.Billing.Wire;

/// <summary>Whether a platform is one of those whose rulebook is known.</summary>
internal sealed class PlatformCheck(RulebookCatalogue catalogue)
{
    internal void Check(string platform, string field, FieldFaults faults)
    {
        var known = string.Join(", ", catalogue.Platforms);
        if (!faults.AddIf(platform.Length == 0, field, $"missing: send one of {known}"))
        {
            faults.AddIf(!catalogue.Knows(platform), field, $"no rulebook of that name: send one of {known}");
        }
    }
}
