using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace GrpcBenchmarks;

/// <summary>The shape of a comparison.</summary>
/// <param name="Seconds">Length of a measured round.</param>
/// <param name="WarmupSeconds">Length of the unmeasured first run of each side and kind.</param>
/// <param name="Rounds">Measured rounds of each side, taken in turns.</param>
/// <param name="Concurrency">Calls that run at a time.</param>
/// <param name="JsonFile">File for the figures as JSON; null for none, "-" for standard output instead of the table.</param>
public sealed record CompareOptions(int Seconds, int WarmupSeconds, int Rounds, int Concurrency, string? JsonFile)
{
    public const string Usage =
        "Benchmarks.Grpc [--seconds 3] [--warmup 4] [--rounds 3] [--concurrency 64] [--json FILE|-]";

    public static bool TryParse(string[] args, [NotNullWhen(true)] out CompareOptions? options)
    {
        options = new CompareOptions(3, 4, 3, 64, null);
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "-";
            var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;
            options = args[i] switch
            {
                "--json" => options with { JsonFile = value },
                "--seconds" when isNumber => options with { Seconds = number },
                "--warmup" when isNumber => options with { WarmupSeconds = number },
                "--rounds" when isNumber => options with { Rounds = number },
                "--concurrency" when isNumber => options with { Concurrency = number },
                _ => null,
            };
            if (options is null)
            {
                return false;
            }
        }

        return true;
    }
}
