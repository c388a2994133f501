namespace Aspire.Hosting.Local;

/// <summary>Keeps a generated value in a file only its owner can read, so that data it protects stays accessible.</summary>
internal sealed class PersistedDefault(string file, ParameterDefault generator) : ParameterDefault
{
    public override string GetDefaultValue()
    {
        if (File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } kept)
        {
            return kept;
        }

        var value = generator.GetDefaultValue();
        SecretFile.Write(file, value);
        return value;
    }
}
