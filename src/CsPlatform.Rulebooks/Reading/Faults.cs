namespace CsPlatform.Rulebooks.Reading;

/// <summary>Joins what the schema and what the rules find wrong in one file.</summary>
internal static class Faults
{
    /// <summary>
    /// Adds what a rule found wrong, but not about a value that the schema refused already: one mistake is told once.
    /// </summary>
    public static void Join(List<RulebookFault> schema, IEnumerable<RulebookFault> rules)
    {
        var refused = schema.Select(fault => fault.Path).ToHashSet(StringComparer.Ordinal);
        schema.AddRange(rules.Where(fault => !LiesIn(refused, fault.Path)));
    }

    private static bool LiesIn(HashSet<string> refused, string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOfAny(['.', '['], end - 1))
        {
            if (refused.Contains(path[..end]))
            {
                return true;
            }
        }

        return false;
    }
}
