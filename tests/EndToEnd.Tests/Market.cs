using System.Globalization;
using System.Text;

namespace EndToEnd.Tests;

/// <summary>
/// A small market written as a CSV of rooms, with what it must lead to counted by the writer itself: rooms of shop i on each day, every
/// third one answered late, every second one transferred to official service.
/// </summary>
internal sealed class Market(string prefix, int shops, int roomsPerShopAndDay)
{
    private static readonly DateOnly First = new(2021, 2, 8);

    public const int Days = 7;

    public string Through { get; } = First.AddDays(Days - 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string Month { get; } = First.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public long Consultations => (long)shops * roomsPerShopAndDay * Days;

    public int RoomsPerShopAndDay => roomsPerShopAndDay;

    public IEnumerable<string> Shops => Enumerable.Range(0, shops).Select(Shop);

    /// <summary>Rooms of a shop and day that were answered within 180 seconds.</summary>
    public long InTimePerShopAndDay => Enumerable.Range(0, roomsPerShopAndDay).Count(IsInTime);

    /// <summary>Transfers of a shop by day class: the 12th to the 14th are statutory days of the Spring Festival of 2021.</summary>
    public (long Ordinary, long Holiday) TransfersPerShop
    {
        get
        {
            var perDay = Enumerable.Range(0, roomsPerShopAndDay).LongCount(IsTransferred);
            return (perDay * 4, perDay * 3);
        }
    }

    public async Task<string> WriteAsync(string folder)
    {
        var csv = new StringBuilder("room_code,user_id,closed_by,closing_comment,chat_start,chat_end,agent_assigned_at,")
            .AppendLine("bot_first_response_s,agent_first_response_s,csat");
        for (var day = 0; day < Days; day++)
        {
            for (var room = 0; room < roomsPerShopAndDay; room++)
            {
                foreach (var shop in Shops)
                {
                    csv.AppendLine(Row(shop, day, room));
                }
            }
        }

        var path = Path.Combine(folder, prefix + ".csv");
        await File.WriteAllTextAsync(path, csv.ToString());
        return path;
    }

    private static bool IsInTime(int room) => IsTransferred(room) && room % 3 != 0;

    private static bool IsTransferred(int room) => room % 2 == 0;

    private string Shop(int number) => $"{prefix}-{number:00}";

    // A room that is not transferred has no human answer at all, so it is late as well.
    private static string Row(string shop, int day, int room)
    {
        var start = First.AddDays(day).ToDateTime(new TimeOnly(9, 0)).AddMinutes(room * 7 % 800);
        var assigned = IsTransferred(room) ? Format(start.AddSeconds(20)) : "";
        var answer = IsTransferred(room) ? (IsInTime(room) ? "160" : "161") : "";
        return $"{shop}-{day}-{room},u{room},{shop},done,{Format(start)},{Format(start.AddMinutes(9))},{assigned},2,{answer},{room % 6}";
    }

    private static string Format(DateTime at) => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
