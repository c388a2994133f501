namespace CsPlatform.ServiceDefaults.Errors;

/// <summary>
/// Rules for texts of a request. They may run for every item of a large batch, so a description is only written once there is a fault.
/// Sizes are in Unicode characters.
/// </summary>
public static class TextRules
{
    // What a decoder puts where bytes were no UTF-8. Ids that differed only there would be one id.
    private const char Replacement = '\uFFFD';

    /// <summary>A required id: 1 to <paramref name="limit"/> characters, none of them a control character. True when it is right.</summary>
    public static bool Key(FieldFaults faults, string field, string value, int limit)
    {
        ArgumentNullException.ThrowIfNull(faults);
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length > 0)
        {
            return OptionalKey(faults, field, value, limit);
        }

        faults.Add(field, $"Missing: send 1 to {limit} characters.");
        return false;
    }

    /// <summary>An id that may be empty. True when it is right.</summary>
    public static bool OptionalKey(FieldFaults faults, string field, string value, int limit)
    {
        ArgumentNullException.ThrowIfNull(faults);
        ArgumentNullException.ThrowIfNull(value);
        if (!Text(faults, field, value, limit))
        {
            return false;
        }

        foreach (var character in value)
        {
            if (char.IsControl(character))
            {
                faults.Add(field, $"Holds the control character U+{(int)character:X4}: send the id without it.");
                return false;
            }

            if (character is Replacement || char.IsSurrogate(character) && !IsWhole(value))
            {
                faults.Add(field, "Holds bytes that are no valid UTF-8: send the id as the UTF-8 of its characters.");
                return false;
            }
        }

        return true;
    }

    /// <summary>A text of at most <paramref name="limit"/> characters. True when it is right.</summary>
    public static bool Text(FieldFaults faults, string field, string value, int limit)
    {
        ArgumentNullException.ThrowIfNull(faults);
        ArgumentNullException.ThrowIfNull(value);
        // A character takes one or two units, so only a text over the limit in units has to be counted.
        if (value.Length <= limit || value.EnumerateRunes().Count() is var count && count <= limit)
        {
            return true;
        }

        faults.Add(field, $"Has {count} characters; send at most {limit}.");
        return false;
    }

    private static bool IsWhole(string value) => value.EnumerateRunes().All(rune => rune.Value != Replacement);
}
