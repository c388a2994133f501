namespace Aspire.Hosting.ApplicationModel;

/// <summary>The rule for names of resources and endpoints.</summary>
internal static class ResourceName
{
    private const int MaxLength = 64;

    public static void Validate(string kind, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Fault(name) is { } fault)
        {
            throw new ArgumentException(
                $"{kind} name '{name}' is invalid: {fault}. Use 1 to {MaxLength} ASCII letters, digits and single hyphens, "
                + "starting with a letter and not ending with a hyphen.",
                nameof(name));
        }
    }

    private static string? Fault(string name) => name switch
    {
        "" => "it is empty",
        { Length: > MaxLength } => $"it has {name.Length} characters",
        _ when !char.IsAsciiLetter(name[0]) => "it does not start with a letter",
        _ when name[^1] == '-' => "it ends with a hyphen",
        _ when name.Contains("--", StringComparison.Ordinal) => "it has two hyphens in a row",
        _ when name.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-') => "it has other characters",
        _ => null,
    };
}
