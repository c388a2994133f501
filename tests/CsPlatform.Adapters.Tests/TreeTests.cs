using System.Text;
using CsPlatform.Adapters.Csv;
using CsPlatform.Adapters.Maps;
using CsPlatform.Adapters.Tests.Support;
using CsPlatform.Ingestion.V1;

namespace CsPlatform.Adapters.Tests;

public class TreeTests
{
    private const string Header = "tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n";

    [Fact]
    public void Rows_in_any_order_are_put_into_the_tree_of_their_top_and_the_shop_of_the_first_reply()
    {
        var told = Told(
            "12,acme,False,4,\"thanks, \nanna\",,11",
            "10,anna,True,0,,,",
            "11,anna,True,3,,,13",
            "13,Beta,False,2,,,10");

        Assert.Equal(
            [
                "12-company beta 10 HumanAgent acme", "10-buyer beta 10 Buyer anna", "11-buyer beta 10 Buyer anna",
                "13-company beta 10 HumanAgent Beta",
            ],
            told);
    }

    [Fact]
    public void A_reply_before_the_top_is_not_the_first_and_of_two_at_one_time_the_smaller_number_is()
    {
        var told = Told("20,ben,True,5,,,", "9,early,False,4,,,20", "100,later,False,7,,,20", "99,sooner,False,7,,,20");

        Assert.All(told, line => Assert.Contains(" sooner 20 ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_thread_without_a_reply_gets_the_default() => Assert.Equal(["1-buyer (none) 1 Buyer ann"], Told("1,ann,True,0,,,"));

    [Fact]
    public void Threads_that_no_customer_opened_and_threads_cut_off_are_told_to_be_left_out()
    {
        var events = Events(
            "50,acme,False,0,,,", "51,emil,True,1,,,50", "52,acme,False,2,,,51", "61,fay,True,0,,,60", "62,acme,False,1,,,61",
            "70,acme,False,0,,,69");

        Assert.Equal(
            [
                "50-of-company-thread acme 50", "51-of-company-thread acme 50", "52-of-company-thread acme 50",
                "61-of-cut-thread acme 61", "62-of-cut-thread acme 61", "70-of-company-thread acme 70",
            ],
            events.Select(item => $"{item.EventId} {item.Shop.ShopId} {item.ExclusionDecided.ConsultationId}"));
    }

    [Fact]
    public void A_row_under_a_faulty_one_has_its_top_outside_the_file()
    {
        var entries = Entries("1,ann,True,soon,,,", "2,acme,False,2,,,1", "3,ann,True,3,\"open,,2", "4,acme,False,4,,,2");

        Assert.Equal(["created_at", ""], entries.Where(entry => entry.Faults.Count > 0).Select(entry => entry.Faults[0].Field));
        Assert.Equal(
            ["2-of-company-thread", "4-of-company-thread"], entries.SelectMany(entry => entry.Events).Select(item => item.EventId));
    }

    [Fact]
    public void Rows_that_answer_one_another_in_a_circle_are_faulty_and_so_are_those_below_them()
    {
        var entries = Entries("1,a,True,0,,,2", "2,b,False,1,,,1", "3,a,True,2,,,2", "4,a,True,2,,,4", "5,a,True,3,,,");

        Assert.Equal([1, 1, 1, 1, 0], entries.Select(entry => entry.Faults.Count));
        Assert.All(entries.Take(4), entry => Assert.Contains("in a circle", entry.Faults[0].Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_rows_with_one_id_the_first_counts_and_an_empty_id_is_a_fault()
    {
        var entries = Entries("1,ann,True,0,,,", "2,acme,False,1,,,1", "2,other,False,0,,,", ",x,True,0,,,");

        Assert.Equal([1L, 1L], entries.Skip(1).Take(2).Select(entry => long.Parse(entry.Events[0].MessageSent.ConsultationId)));
        Assert.Equal(new InputFault("tweet_id", "the id is empty"), entries[3].Faults[0]);
    }

    [Fact]
    public void A_row_to_which_no_event_applies_is_faulty_where_every_row_counts()
    {
        var entry = Assert.Single(Entries("1,ann,perhaps,0,,,"));

        Assert.Contains("no event of the map applies", entry.Faults[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_very_long_chain_of_replies_is_one_tree()
    {
        const int Rows = 50_000;
        var entries = Entries([.. Enumerable.Range(0, Rows).Select(i => $"{i},ann,True,0,,,{(i == Rows - 1 ? "" : $"{i + 1}")}")]);

        Assert.All(entries, entry => Assert.Equal($"{Rows - 1}", Assert.Single(entry.Events).MessageSent.ConsultationId));
    }

    [Fact]
    public void An_input_that_cannot_be_read_again_is_refused_before_anything_is_read()
    {
        using var pipe = new System.IO.Pipes.AnonymousPipeServerStream();
        using var end = new System.IO.Pipes.AnonymousPipeClientStream(pipe.GetClientHandleAsString());
        pipe.Write(Encoding.UTF8.GetBytes(Header));
        pipe.Dispose();

        var reader = new CsvAdapter(Sample.Map("twcs")).Open(end);

        Assert.Contains("give a file", Assert.Single(reader.Refusal).Reason, StringComparison.Ordinal);
        Assert.Equal(reader.Refusal, Assert.Single(reader.Read()).Faults);
    }

    [Fact]
    public void All_faults_of_a_tree_are_told_at_once()
    {
        const string map = """
            {
              "source": "s", "platform": "p", "shop": "{a}", "time": { "format": "iso8601" }, "rows_without_events": "lost",
              "tree": { "id": "i", "at": "t", "columns": {
                "a": { "row": "last", "column": "x" },
                "b": { "row": "top", "column": "x", "when": [{ "column": "y", "empty": true }] },
                "t": { "row": "first", "column": "x" },
                "@shop": { "row": "top", "column": "x" },
                "c": { "row": "first", "colum": "x" }
              } },
              "events": [{ "id": "{i}", "at": { "column": "t" }, "fact": { "shop_opened": {} } }]
            }
            """;

        Assert.Null(EventMapReader.Read(map, out var faults));

        Assert.All(
            [
                "$.rows_without_events: left_out or faulty", "$.tree.parent: missing", "$.tree.columns.a.row: one of top, first",
                "$.tree.columns.b.when: a tree has one top", "$.tree.columns.t: the tree itself reads a column of this name",
                "$.tree.columns.@shop: the name is taken", "$.tree.columns.c.colum: unknown", "$.tree.columns.c.column: missing",
            ],
            expected => Assert.Contains(faults, fault => fault.StartsWith(expected, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_column_of_the_file_is_not_hidden_by_one_of_the_tree()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Header.Replace("text", "thread", StringComparison.Ordinal)));

        var refusal = Assert.Single(new CsvAdapter(Sample.Map("twcs")).Open(stream).Refusal);

        Assert.Equal("thread", refusal.Field);
    }

    private static IEnumerable<string> Told(params string[] rows) => Events(rows).Select(item =>
        $"{item.EventId} {item.Shop.ShopId} {item.MessageSent.ConsultationId} {item.MessageSent.Role} "
        + $"{item.MessageSent.AgentId}{item.MessageSent.BuyerId}");

    private static List<Event> Events(params string[] rows)
    {
        var entries = Entries(rows);
        Assert.All(entries, entry => Assert.Empty(entry.Faults));
        return [.. entries.SelectMany(entry => entry.Events)];
    }

    /// <summary>Reads rows with the sample map; their times are minutes after noon.</summary>
    private static List<InputEntry> Entries(params string[] rows)
    {
        var text = Header + string.Concat(rows.Select(row => WithTime(row) + "\n"));
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return [.. new CsvAdapter(Sample.Map("twcs")).Open(stream).Read()];
    }

    private static string WithTime(string row)
    {
        var fields = row.Split(',', 5);
        var isMinute = int.TryParse(fields[3], out var minute);
        return string.Join(',', [.. fields[..3], isMinute ? $"Tue Oct 31 22:{minute:00}:47 +0000 2017" : fields[3], fields[4]]);
    }
}
