namespace CsPlatform.Rulebooks.Reading;

/// <summary>Joins what the schema and what the rules find wrong in one file.</summary>
internal static class Faults
{
    /// <summary>
    /// Adds what a rule found wrong, but not about a value that the schema refused already: one mistake is told once.
    /// </summary>
    public static void Join(List<RulebookFault> schema, IEnumerable<RulebookFault> rules)
    {
        var refused = schema.Select(fault => fault.Path).ToList();
        schema.AddRange(rules.Where(fault => !refused.Exists(path => Holds(path, fault.Path))));
    }

    private static bool Holds(string outer, string inner) =>
        inner.StartsWith(outer, StringComparison.Ordinal) && (inner.Length == outer.Length || inner[outer.Length] is '.' or '[');
}
