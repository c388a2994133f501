using System.Globalization;
using System.Text;

namespace EndToEnd.Tests;

/// <summary>
/// A few made-up tweets to companies in the format of such files, out of time order: a tweet belongs to the thread of the tweet that
/// it answers. A thread counts when a customer began it and its first tweet is at hand; its company is the author of the first answer.
/// </summary>
internal static class TweetThreads
{
    // id, author, seconds after noon of 8 November 2017 (UTC), answers
    private const string Tweets = """
        12 | acme   |  460 | 11
        10 | anna   |    0 |
        11 | anna   |  400 | 13
        13 | acme   |  180 | 10
        20 | ben    |   30 |
        21 | acme   |  211 | 20
        30 | cleo   |   60 |
        31 | acme   |  119 | 30
        40 | dora   |   90 |
        41 | BestCo | 4000 | 40
        50 | acme   |   10 |
        51 | emil   |   20 | 50
        52 | acme   |   25 | 51
        61 | fay    |   20 | 60
        62 | acme   |   25 | 61
        42 | BestCo | 99999999 | 40
        """;

    private static readonly DateTimeOffset Noon = new(2017, 11, 8, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Companies = ["acme", "BestCo"];

    /// <summary>Threads of a company on the day: first answers within 1 minute, 3 minutes and 1 hour, of so many threads.</summary>
    public static (string Shop, long OneMinute, long ThreeMinutes, long OneHour, long Threads)[] Expected { get; } =
        [("acme", 1, 2, 3, 3), ("bestco", 0, 0, 0, 1)];

    /// <summary>The day of the threads in China Standard Time.</summary>
    public static string Day { get; } = "2017-11-08";

    /// <summary>How many tweets there are.</summary>
    public static int Count => Rows.Length;

    private static string[][] Rows => [.. Tweets.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries))];

    /// <summary>Writes the rows that samples/maps/twcs.json reads.</summary>
    public static async Task<string> WriteAsync(string folder)
    {
        var csv = new StringBuilder("tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n");
        foreach (var row in Rows)
        {
            var at = Noon.AddSeconds(int.Parse(row[2], CultureInfo.InvariantCulture));
            var text = at.ToString("ddd MMM dd HH:mm:ss +0000 yyyy", CultureInfo.InvariantCulture);
            csv.Append(CultureInfo.InvariantCulture, $"{row[0]},{row[1]},{!IsAgent(row)},{text},\"Hello,\n\"\"you\"\"\",,{row[3]}\n");
        }

        var path = Path.Combine(folder, "tweets.csv");
        await File.WriteAllTextAsync(path, csv.ToString());
        return path;
    }

    private static bool IsAgent(string[] row) => Companies.Contains(row[1]);
}
