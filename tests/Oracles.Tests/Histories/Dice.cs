namespace Oracles.Tests.Histories;

/// <summary>A fixed sequence of numbers per seed (SplitMix64), the same on every machine and every version of the runtime.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>A number from 0 up to, and not including, the limit.</summary>
    internal int Below(int limit) => (int)(Next() % (uint)limit);

    /// <summary>True so many times of a hundred.</summary>
    internal bool Chance(int percent) => Below(100) < percent;

    /// <summary>One of these, all as likely.</summary>
    internal T Of<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    private ulong Next() => unchecked(Mixed(state += 0x9E3779B97F4A7C15));

    private static ulong Mixed(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
