using System.Text.RegularExpressions;
using CsPlatform.Domain.Primitives;
using NodaTime;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>A place inside a file that is being validated: knows its path and where faults go. Checks report and go on.</summary>
internal sealed partial class Place(string file, string path, List<RulebookFault> faults)
{
    public Place Field(string name) => new(file, path.Length == 0 ? name : $"{path}.{name}", faults);

    public Place Item(string name, int index) => Field($"{name}[{index}]");

    public void Fault(string problem) => faults.Add(new RulebookFault(file, path, problem));

    public string Text(string name, string value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            Field(name).Fault("is required; write a text");
        }

        return value;
    }

    public string Id(string name, string value)
    {
        if (!IdForm().IsMatch(value))
        {
            Field(name).Fault("is required; write lower-case words joined by dots, such as \"xhs.reply_rate_3min\"");
        }

        return value;
    }

    public string Key(string name, string value)
    {
        if (!KeyForm().IsMatch(value))
        {
            Field(name).Fault("is required; write lower-case letters, digits and hyphens, starting with a letter");
        }

        return value;
    }

    /// <summary>The date, or the lowest one when it is faulty, so that the rest can still be checked.</summary>
    public LocalDate Date(string name, string value)
    {
        if (DayText.Day(value) is { } day)
        {
            return day;
        }

        Field(name).Fault($"\"{value}\" is no date; write YYYY-MM-DD");
        return LocalDate.MinIsoValue;
    }

    /// <summary>The number, or the nearest allowed one when it is out of range, so that the rest can still be checked.</summary>
    public int Range(string name, int value, int lowest, int highest)
    {
        if (value < lowest || value > highest)
        {
            Field(name).Fault($"{value} is out of range; write {lowest} to {highest}");
        }

        return value < lowest ? lowest : Math.Min(value, Math.Max(lowest, highest));
    }

    public TTo Choice<TFrom, TTo>(string name, TFrom value)
        where TFrom : struct, Enum
        where TTo : struct, Enum
    {
        var number = Convert.ToInt32(value);
        if (number == 0 || !Enum.IsDefined((TTo)Enum.ToObject(typeof(TTo), number)))
        {
            Field(name).Fault("is required; name one of the schema's values");
        }

        return (TTo)Enum.ToObject(typeof(TTo), number);
    }

    public IReadOnlySet<TTo> Choices<TFrom, TTo>(string name, IReadOnlyList<TFrom> values, Func<TFrom, TTo> map)
        where TFrom : struct, Enum
        where TTo : struct, Enum
    {
        if (values.Count == 0)
        {
            Field(name).Fault("is required; name at least one value");
        }

        var found = new HashSet<TTo>();
        for (var i = 0; i < values.Count; i++)
        {
            if (Convert.ToInt32(values[i]) == 0)
            {
                Item(name, i).Fault("name one of the schema's values");
            }
            else if (!found.Add(map(values[i])))
            {
                Item(name, i).Fault("stands here twice; remove one");
            }
        }

        return found;
    }

    [GeneratedRegex("^[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*$")]
    private static partial Regex IdForm();

    [GeneratedRegex("^[a-z][a-z0-9-]*$")]
    private static partial Regex KeyForm();
}
