using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CsPlatform.Cli.Simulating;

/// <summary>
/// What is simulated. The same parameters make the same events, byte for byte; other parameters make other shops, so that no two simulations
/// ever meet in one stack.
/// </summary>
/// <param name="Seed">Where chance starts.</param>
/// <param name="From">The first day.</param>
/// <param name="Days">How many days.</param>
/// <param name="Shops">How many shops; they are dealt out over the platforms.</param>
/// <param name="Platforms">The platforms.</param>
/// <param name="MessagesPerShop">Messages of a shop over all days, on average: most shops have far fewer and a few have many.</param>
internal sealed record Simulation(
    ulong Seed, DateOnly From, int Days, int Shops, IReadOnlyList<string> Platforms, int MessagesPerShop)
{
    /// <summary>What the ids of all simulated shops begin with.</summary>
    public const string Prefix = "sim-";

    /// <summary>The day after the last.</summary>
    public DateOnly Until => From.AddDays(Days);

    /// <summary>What the ids of its shops begin with.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Seed}-{From:yyyyMMdd}-{Days}-{Mark}");

    /// <summary>The id of a shop.</summary>
    /// <param name="index">0 up to the number of shops.</param>
    public string ShopId(int index) => string.Create(CultureInfo.InvariantCulture, $"{Name}-{index:00000}");

    // What else makes it another simulation.
    private string Mark => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Shops} {MessagesPerShop} {string.Join(' ', Platforms)}")))[..8];

    /// <summary>The platform of a shop.</summary>
    /// <param name="index">0 up to the number of shops.</param>
    public string PlatformOf(int index) => Platforms[index % Platforms.Count];

    /// <summary>The days that a simulated shop's id tells: the first and the day after the last; null for the id of any other shop.</summary>
    public static (string Name, DateOnly From, DateOnly Until)? DaysOf(string shopId)
    {
        var parts = shopId.Split('-');
        return parts.Length == 6
            && shopId.StartsWith(Prefix, StringComparison.Ordinal)
            && DateOnly.TryParseExact(parts[2], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
            && int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var days)
                ? (shopId[..shopId.LastIndexOf('-')], from, from.AddDays(days))
                : null;
    }
}
