namespace Aspire.Hosting.Local;

/// <summary>Names of environment variables made from names of resources.</summary>
internal static class VariableName
{
    /// <summary>Upper case, other characters as underscores, never a leading digit, joined by underscores.</summary>
    public static string Encode(params string[] parts)
    {
        var name = string.Concat(string.Join('_', parts)
            .Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));
        return char.IsAsciiDigit(name[0]) ? "_" + name : name;
    }
}
