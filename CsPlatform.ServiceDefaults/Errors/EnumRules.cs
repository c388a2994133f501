using System.Reflection;
using Google.Protobuf.Reflection;

namespace CsPlatform.ServiceDefaults.Errors;

/// <summary>Rules for a request's enums. What to send is told by the contract's own names, which every language shares.</summary>
public static class EnumRules
{
    /// <summary>An enum that has to be given.</summary>
    public static void Given<T>(FieldFaults faults, string field, T value)
        where T : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(faults);
        if (EqualityComparer<T>.Default.Equals(value, default))
        {
            faults.Add(field, $"Missing: send one of {Names<T>()}.");
            return;
        }

        Known(faults, field, value);
    }

    /// <summary>An enum that may be left out.</summary>
    public static void Known<T>(FieldFaults faults, string field, T value)
        where T : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(faults);
        if (!Enum.IsDefined(value))
        {
            faults.Add(field, $"{value:D} is no known value: send one of {Names<T>()}.");
        }
    }

    private static string Names<T>()
        where T : struct, Enum
        => string.Join(", ", Enum.GetValues<T>().Skip(1).Select(value => $"{Name(value)} ({value:D})"));

    private static string Name<T>(T value)
        where T : struct, Enum
        => typeof(T).GetField(value.ToString())?.GetCustomAttribute<OriginalNameAttribute>()?.Name ?? value.ToString();
}
