using CsPlatform.ServiceDefaults.Errors;

namespace CsPlatform.Ingestion.Wire;

/// <summary>Rules for texts. They run for every item, so a description is only written once there is a fault.</summary>
internal static class TextRules
{
    /// <summary>A required id: 1 to <paramref name="limit"/> characters, no control characters. True when it is right.</summary>
    internal static bool Key(FieldFaults faults, string field, string value, int limit)
    {
        if (value.Length > 0)
        {
            return OptionalKey(faults, field, value, limit);
        }

        faults.Add(field, $"Missing: send 1 to {limit} characters.");
        return false;
    }

    /// <summary>An id that may be empty. True when it is right.</summary>
    internal static bool OptionalKey(FieldFaults faults, string field, string value, int limit)
    {
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
        }

        return true;
    }

    /// <summary>A text of at most <paramref name="limit"/> characters. True when it is right.</summary>
    internal static bool Text(FieldFaults faults, string field, string value, int limit)
    {
        // A character takes one or two units, so only a text over the limit in units has to be counted.
        if (value.Length <= limit || value.EnumerateRunes().Count() <= limit)
        {
            return true;
        }

        faults.Add(field, $"Has {value.EnumerateRunes().Count()} characters; send at most {limit}.");
        return false;
    }
}
