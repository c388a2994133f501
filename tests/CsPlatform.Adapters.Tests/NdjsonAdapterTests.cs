using CsPlatform.Adapters.Json;
using CsPlatform.Adapters.Tests.Kit;
using CsPlatform.Adapters.Tests.Support;

namespace CsPlatform.Adapters.Tests;

public class NdjsonAdapterTests : AdapterConformance
{
    protected override IEventAdapter Adapter => new NdjsonAdapter();

    protected override AdapterSample Sample => new("\uFEFF", ProtoJson.Event, "\n", "\r\n", "{\"source\": 1}");

    [Fact]
    public void Blank_lines_are_no_rows_and_the_field_at_fault_is_named()
    {
        var entries = Read("\n  \n{\"source\":\"s\",\"message_sent\":{\"role\":\"SENDER_ROLE_PARROT\"}}\n\n{\"colour\":1}"u8.ToArray());

        Assert.Equal([(3L, "message_sent.role"), (5L, "colour")], entries.Select(entry => (entry.Line, entry.Faults[0].Field)));
    }
}
