using System.Text;
using CsPlatform.Ingestion.V1;

namespace CsPlatform.Adapters.Tests.Kit;

/// <summary>
/// What every adapter must hold. The test of an adapter derives from this, names the adapter and gives a sample; nothing else is
/// needed.
/// </summary>
public abstract class AdapterConformance
{
    private const int Kept = 128;
    private const int ManyRows = 40_000;

    protected abstract IEventAdapter Adapter { get; }

    protected abstract AdapterSample Sample { get; }

    /// <summary>Most bytes that reading may hold: far less than the kit's long inputs have.</summary>
    protected virtual long MostGrowth => 4L << 20;

    [Fact]
    public void The_same_bytes_give_the_same_entries_each_time()
    {
        var input = Sample.Whole();

        Assert.Equal(Read(input).Select(Told), Read(input).Select(Told));
    }

    [Fact]
    public void Every_row_becomes_events_in_the_order_of_the_input()
    {
        var entries = Read(Sample.Whole());

        Assert.Equal(AdapterSample.Rows, entries.Count);
        Assert.All(entries, entry => Assert.NotEmpty(entry.Events));
        Assert.All(entries, entry => Assert.Empty(entry.Faults));
        for (var i = 0; i < entries.Count; i++)
        {
            // A row by itself gives what it gives among others; what is told once per input comes with the first.
            var alone = Assert.Single(Read(Sample.Of([Sample.RowOf(i)])));
            Assert.Contains(entries[i].Events[^1], alone.Events);
        }
    }

    [Fact]
    public void Ids_are_valid_distinct_and_stay_the_same()
    {
        var events = Read(Sample.Whole()).SelectMany(entry => entry.Events).ToList();

        Assert.All(events, item => Assert.InRange(item.EventId.Length, 1, Kept));
        Assert.All(events, item => Assert.InRange(item.Source.Length, 1, Kept / 2));
        Assert.All(events, item => Assert.NotEqual(Event.FactOneofCase.None, item.FactCase));
        Assert.All(events, item => Assert.NotNull(item.OccurredAt));
        Assert.Equal(events.Count, events.Select(item => (item.Shop, item.Source, item.EventId)).Distinct().Count());
        Assert.Equal(events.Select(item => item.EventId), Read(Sample.Whole()).SelectMany(e => e.Events).Select(item => item.EventId));
    }

    [Fact]
    public void A_row_is_told_at_the_line_it_begins_on()
    {
        var input = Sample.Whole();

        Assert.Equal(
            Sample.Spans().Select(span => 1L + input.Take(span.Begin).Count(b => b == '\n')), Read(input).Select(entry => entry.Line));
    }

    [Fact]
    public void A_bad_row_is_one_faulty_entry_at_its_line_and_costs_no_other_row()
    {
        var good = Read(Sample.Whole());
        for (var bad = 0; bad < AdapterSample.Rows; bad++)
        {
            var entries = Read(Sample.Of(Enumerable.Range(0, AdapterSample.Rows).Select(i => i == bad ? Sample.BadRow : Sample.RowOf(i))));

            Assert.Equal(good.Select(entry => entry.Line), entries.Select(entry => entry.Line));
            Assert.Equal([bad], entries.Index().Where(entry => entry.Item.Faults.Count > 0).Select(entry => entry.Index));
            Assert.Empty(entries[bad].Events);
            Assert.All(entries[bad].Faults, fault => Assert.NotEmpty(fault.Reason));
            Assert.Equal(LastIds(good, except: bad), LastIds(entries, except: bad));
        }
    }

    [Fact]
    public void Cut_at_any_byte_whole_rows_stay_and_a_begun_one_is_accounted_for()
    {
        var input = Sample.Whole();
        var good = Read(input);
        for (var cut = 0; cut < input.Length; cut++)
        {
            var entries = Read(input[..cut]);
            var whole = Sample.Spans().Count(span => span.End + Sample.Between.Length <= cut);
            var begun = Sample.Spans().Count(span => span.Begin < cut);

            Assert.InRange(entries.Count, begun, begun + 1);
            Assert.Equal(LastIds(good.Take(whole)), LastIds(entries.Take(whole)));
            Assert.All(entries.Take(whole), entry => Assert.Empty(entry.Faults));
            Assert.All(entries.Skip(whole), AccountedFor);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Garbage_is_told_in_entries_and_never_thrown(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var input = round % 10 == 0 ? Noise(random, random.Next(3_000)) : Spoiled(random, Sample.Whole());
            var entries = Read(input);

            Assert.Equal(entries.Select(entry => entry.Line).Order(), entries.Select(entry => entry.Line));
            Assert.All(entries, AccountedFor);
            Assert.All(entries, entry => Assert.InRange(entry.Line, 1, 1 + input.Count(b => b is (byte)'\n' or (byte)'\r')));
        }
    }

    [Fact]
    public void Bytes_that_are_no_text_in_a_row_fault_that_row_alone()
    {
        var good = Read(Sample.Whole());
        foreach (var (i, span) in Sample.Spans().Index())
        {
            var input = Sample.Whole();
            var letter = Array.FindIndex(input, span.Begin, b => char.IsAsciiLetter((char)b));
            input[letter] = 0xFF;
            var entries = Read(input);

            Assert.Equal(good.Count, entries.Count);
            Assert.Equal([i], entries.Index().Where(entry => entry.Item.Faults.Count > 0).Select(entry => entry.Index));
        }
    }

    [Fact]
    public void What_was_rejected_can_be_written_down_whatever_it_is()
    {
        var random = new Random(7);
        for (var round = 0; round < 50; round++)
        {
            using var stream = new MemoryStream(Spoiled(random, Sample.Whole()));
            var reader = Adapter.Open(stream);
            foreach (var entry in reader.Read())
            {
                Assert.NotEmpty(reader.Rejects.LineOf(new Reject(entry, "an id", "a field", "a reason")));
            }
        }
    }

    [Fact]
    public void A_long_input_is_read_in_little_memory()
    {
        using var stream = new LongInput(Sample, ManyRows);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (rows, most) = (0, 0L);
        foreach (var entry in Adapter.Open(stream).Read())
        {
            Assert.Empty(entry.Faults);
            if (++rows % (ManyRows / 6) == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        Assert.Equal(ManyRows, rows);
        Assert.InRange(most, long.MinValue, MostGrowth);
    }

    [Fact]
    public void A_row_without_end_is_faulty_and_needs_little_memory()
    {
        var endless = new AdapterSample(Sample.Head, i => i == 0 ? Start(Sample.RowOf(0)) : new string('x', 1_000), "", "", "");
        using var stream = new LongInput(endless, ManyRows);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var entries = Adapter.Open(stream).Read().ToList();

        Assert.InRange(entries.Count, 1, 1 + endless.RowOf(0).Count(letter => letter == '\n'));
        Assert.All(entries, entry => Assert.Empty(entry.Events));
        Assert.All(entries, entry => Assert.NotEmpty(entry.Faults));
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MostGrowth);
    }

    [Fact]
    public void What_the_stream_itself_fails_with_is_not_taken_for_content()
    {
        using var stream = new BrokenStream(Sample.Whole());

        Assert.Throws<IOException>(() => Adapter.Open(stream).Read().ToList());
    }

    protected List<InputEntry> Read(byte[] input)
    {
        using var stream = new MemoryStream(input);
        return [.. Adapter.Open(stream).Read()];
    }

    private static string Start(string row) => row[..(row.Length / 2)];

    private static void AccountedFor(InputEntry entry) => Assert.True(
        entry.Events.Count > 0 ^ entry.Faults.Count > 0, $"line {entry.Line}: {entry.Events.Count} events, {entry.Faults.Count} faults");

    private static IEnumerable<string> LastIds(IEnumerable<InputEntry> entries, int except = -1) =>
        entries.Where((_, i) => i != except).Select(entry => entry.Events[^1].EventId);

    private static string Told(InputEntry entry) =>
        $"{entry.Line} {string.Join('|', entry.Text)} {string.Join('|', entry.Events)} {string.Join('|', entry.Faults)}";

    private static byte[] Noise(Random random, int length)
    {
        var noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }

    private static byte[] Spoiled(Random random, byte[] input)
    {
        const string Nasty = "\"\"\\{}[],:\n\r\t \0\uFEFFnull-1e9999";
        var bytes = input.ToList();
        for (var change = random.Next(1, 6); change > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Nasty[random.Next(Nasty.Length)].ToString()));
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at - 1));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 200), bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }
}
