namespace CsPlatform.Rulebooks.Reading;

/// <summary>The type that each fact of a rule has; a fact that is used as two types is a fault.</summary>
internal sealed class FactTypes
{
    private readonly Dictionary<string, FactType> types = [];

    /// <summary>The key of a fact that must be given, used as this type.</summary>
    public string Name(string field, string key, FactType type, Place place)
    {
        FactKeys.One(field, key, place);
        if (!types.TryAdd(key, type) && types[key] != type)
        {
            place.Field(field).Fault(
                $"\"{key}\" is a {Word(types[key])} elsewhere in the rule, not a {Word(type)}; a fact has one type");
        }

        return key;
    }

    private static string Word(FactType type) => type.ToString().ToLowerInvariant();
}
