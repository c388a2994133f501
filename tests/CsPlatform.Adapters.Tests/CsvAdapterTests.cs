using System.Text;
using CsPlatform.Adapters.Csv;
using CsPlatform.Adapters.Tests.Kit;
using CsPlatform.Adapters.Tests.Support;

namespace CsPlatform.Adapters.Tests;

public class CsvAdapterTests : AdapterConformance
{
    private const string Header =
        "room_code,user_id,closed_by,closing_comment,chat_start,chat_end,agent_assigned_at,bot_first_response_s,"
        + "agent_first_response_s,csat";

    protected override IEventAdapter Adapter => new CsvAdapter(Support.Sample.ChatRooms());

    protected override AdapterSample Sample => new(Header + "\r\n", Row, "\r\n", "\r\n", "x,y,\"z\nz\"");

    private static string Row(int number) =>
        $"u{number},u,shop{number % 3},\"a, b\nc\",2021-02-01 10:00:00,2021-02-01 10:20:00,2021-02-01 10:05:00,2,30,4";
}
