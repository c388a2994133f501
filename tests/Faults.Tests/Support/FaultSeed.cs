using System.Globalization;

namespace Faults.Tests.Support;

/// <summary>
/// Where and when faults strike, and what is sent meanwhile, follows from one number. CS_FAULT_SEED sets it, to run a failure again;
/// CS_TEST_LONG=1 makes every test strike much more often.
/// </summary>
internal static class FaultSeed
{
    internal const string Variable = "CS_FAULT_SEED";

    /// <summary>The seed of this run of the tests.</summary>
    internal static int Value { get; } = Or(Random.Shared.Next());

    /// <summary>Whether the tests run at length.</summary>
    internal static bool IsLong { get; } = Environment.GetEnvironmentVariable("CS_TEST_LONG") == "1";

    /// <summary>The seed that is set, else the usual one.</summary>
    internal static int Or(int usual) => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : usual;

    /// <summary>How often a fault strikes.</summary>
    internal static int Times(int usually, int atLength) => IsLong ? atLength : usually;
}
