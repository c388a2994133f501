using CsPlatform.Adapters.Csv;
using CsPlatform.Adapters.Tests.Kit;

namespace CsPlatform.Adapters.Tests;

public class TreeAdapterTests : AdapterConformance
{
    protected override IEventAdapter Adapter => new CsvAdapter(Support.Sample.Map("twcs"));

    // Ids, parents and times of all rows are held; their texts, which are most of the input, are not.
    protected override long MostGrowth => 16L << 20;

    protected override AdapterSample Sample => new(
        "tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n",
        number => $"{number},a{number},True,Tue Oct 31 22:10:47 +0000 2017,\"Hello, \"\"you\"\"\n{new string('t', number < AdapterSample.Rows ? 8 : 1_000)}\",,",
        "\n", "\n", "x,y,\"z\nz\"");
}
