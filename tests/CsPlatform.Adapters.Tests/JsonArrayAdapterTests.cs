using System.Text;
using CsPlatform.Adapters.Json;
using CsPlatform.Adapters.Tests.Kit;
using CsPlatform.Adapters.Tests.Support;

namespace CsPlatform.Adapters.Tests;

public class JsonArrayAdapterTests : AdapterConformance
{
    protected override IEventAdapter Adapter => new JsonArrayAdapter();

    protected override AdapterSample Sample => new(" [\n", ProtoJson.Event, " ,\n\n", "\n]\n", "{\"text\": \"a ] and a , and a \\\" quote\"}");

    [Theory]
    [InlineData("[]", "")]
    [InlineData(" [ ] \n", "")]
    [InlineData("", "a JSON array of events is expected")]
    [InlineData("{}", "a JSON array of events is expected")]
    [InlineData("[", "breaks off")]
    [InlineData("[{\"source\": \"]\"", "breaks off")]
    [InlineData("[{}", "breaks off")]
    [InlineData("[]]", "something follows")]
    [InlineData("[] []", "something follows")]
    [InlineData("[,]", "missing|missing")]
    [InlineData("[1, \"text\", null]", "object is expected|object is expected|object is expected")]
    [InlineData("[{\"colour\": 1}\n{\"colour\": 2}]", "not JSON")]
    public void The_arrays_own_faults_are_told(string json, string reasons)
    {
        var entries = Read(Encoding.UTF8.GetBytes(json)).Where(entry => entry.Faults.Count > 0).ToList();

        var expected = reasons.Split('|', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected.Length, entries.Count);
        Assert.All(expected.Zip(entries), pair => Assert.Contains(pair.First, pair.Second.Faults[0].Reason, StringComparison.Ordinal));
    }
}
