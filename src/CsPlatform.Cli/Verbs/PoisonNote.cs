using CsPlatform.Cli.Output;

namespace CsPlatform.Cli.Verbs;

/// <summary>Says that an answer lacks something, so that nobody takes it for the whole.</summary>
internal static class PoisonNote
{
    /// <summary>Nothing when all was applied.</summary>
    public static void Write(Terminal terminal, long open, string service)
    {
        if (open > 0)
        {
            terminal.Note(
                $"{Wording.Count(open)} records could not be applied by {service}; what they would have changed is missing here.\n"
                + $"Next: ./cs poison list --service {service} tells why; ./cs poison retry --service {service} applies them.");
        }
    }
}
