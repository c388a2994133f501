using CsPlatform.Ingestion.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CsPlatform.Ingestion.Tests;

/// <summary>What was sent and stored under every released version of the contract is read by this one, and the other way round.</summary>
public sealed class GoldenFramesTests
{
    private static readonly string[] Messages = ["EventRecord", "IngestEventsRequest", "SubmitEventsRequest"];

    [Fact]
    public void Every_kind_of_the_contract_has_its_frames_in_the_newest_version()
    {
        if (Environment.GetEnvironmentVariable("CS_WRITE_FRAMES") == "1")
        {
            foreach (var kind in EventExamples.Kinds)
            {
                GoldenFrames.Write(kind);
            }

            return;
        }

        var kinds = Event.Descriptor.Oneofs.Single().Fields.Select(kind => kind.Name);
        var wanted = kinds.SelectMany(kind => Messages.Select(message => $"{GoldenFrames.Newest}/{message}/{kind}.bin"));
        Assert.Empty(wanted.Except(GoldenFrames.All.Select(frame => frame.Name)));
    }

    [Fact]
    public void No_frame_is_changed_lost_or_unlisted()
    {
        var listed = File.ReadAllLines(Path.Combine(GoldenFrames.Folder, "hashes.txt")).Order(StringComparer.Ordinal);
        var there = GoldenFrames.All.Select(frame => $"{GoldenFrames.Hash(frame.Bytes)}  {frame.Name}").Order(StringComparer.Ordinal);
        Assert.Equal(listed, there);
    }

    [Fact]
    public void Every_frame_is_read_whole_by_this_version_and_says_what_the_text_beside_it_says()
    {
        foreach (var frame in GoldenFrames.All)
        {
            var read = frame.Read();
            Assert.Equal(frame.Bytes, read.ToByteArray());
            Assert.Equal(read, JsonParser.Default.Parse(frame.Json, read.Descriptor));
            var fact = Event.Descriptor.Oneofs.Single().Accessor;
            Assert.All(frame.Events(), item => Assert.Equal(frame.Kind, fact.GetCaseFieldDescriptor(item).Name));
        }
    }

    [Fact]
    public void A_reader_of_the_first_version_reads_every_frame_and_keeps_what_it_does_not_know()
    {
        foreach (var frame in GoldenFrames.All)
        {
            IMessage old = frame.Message switch
            {
                "IngestEventsRequest" => Version1.IngestEventsRequest.Parser.ParseFrom(frame.Bytes),
                "SubmitEventsRequest" => Version1.SubmitEventsRequest.Parser.ParseFrom(frame.Bytes),
                _ => Version1.EventRecord.Parser.ParseFrom(frame.Bytes),
            };
            IEnumerable<Version1.Event> events = old switch
            {
                Version1.IngestEventsRequest request => request.Events,
                Version1.SubmitEventsRequest request => request.Events,
                _ => [((Version1.EventRecord)old).Event],
            };
            Assert.Equal(frame.Read(), Reread(frame, old.ToByteArray()));
            var isKnown = Version1.Event.Descriptor.FindFieldByName(frame.Kind) is not null;
            foreach (var (mine, yours) in frame.Events().Zip(events))
            {
                Assert.Equal((mine.Source, mine.EventId, mine.Shop.ShopId), (yours.Source, yours.EventId, yours.Shop.ShopId));
                Assert.Equal(mine.OccurredAt, yours.OccurredAt);
                Assert.Equal(isKnown, yours.FactCase is not Version1.Event.FactOneofCase.None);
                Assert.True(frame.Version != "1" || mine.CalculateSize() == Known(yours), $"{frame.Name} holds what its version did not know.");
            }
        }
    }

    [Fact]
    public void Nothing_that_the_first_version_said_is_renumbered_retyped_renamed_or_gone()
    {
        MessageDescriptor[] roots =
        [
            Version1.IngestEventsRequest.Descriptor, Version1.IngestEventsResponse.Descriptor,
            Version1.SubmitEventsRequest.Descriptor, Version1.SubmitEventsResponse.Descriptor,
            Version1.FollowEventsRequest.Descriptor, Version1.FollowEventsResponse.Descriptor,
            Version1.GetHeadsRequest.Descriptor, Version1.GetHeadsResponse.Descriptor,
        ];
        var compared = new HashSet<string>();
        foreach (var old in roots)
        {
            Compare(old, IngestEventsRequest.Descriptor.File.FindTypeByName<MessageDescriptor>(old.Name), compared);
        }

        Assert.Contains("csplatform.ingestion.v1.SalesProceedsSettled", compared);
        Assert.Contains("csplatform.common.v1.FieldViolation", compared);
    }

    [Fact]
    public void Every_call_of_the_first_version_is_still_there()
    {
        var now = Ingestion.V1.IngestionServiceReflection.Descriptor.Services.Single();
        foreach (var old in Version1.IngestionServiceReflection.Descriptor.Services.Single().Methods)
        {
            var method = now.FindMethodByName(old.Name);
            Assert.Equal(
                (old.InputType.FullName, old.OutputType.FullName, old.IsClientStreaming, old.IsServerStreaming),
                (method.InputType.FullName, method.OutputType.FullName, method.IsClientStreaming, method.IsServerStreaming));
        }
    }

    private static IMessage Reread(GoldenFrames.Frame frame, byte[] bytes) => (frame with { Bytes = bytes }).Read();

    // The size of what the old reader knows of an event: without the fields that it only carries along.
    private static int Known(Version1.Event item)
        => new JsonParser(JsonParser.Settings.Default).Parse<Version1.Event>(JsonFormatter.Default.Format(item)).CalculateSize();

    private static void Compare(MessageDescriptor old, MessageDescriptor now, HashSet<string> compared)
    {
        Assert.True(now is not null, $"{old.FullName} is gone.");
        Assert.Equal(old.FullName, now.FullName);
        if (!compared.Add(old.FullName))
        {
            return;
        }

        foreach (var field in old.Fields.InDeclarationOrder())
        {
            var same = now.FindFieldByNumber(field.FieldNumber);
            Assert.True(same is not null, $"{field.FullName} is gone.");
            Assert.Equal(Form(field), Form(same));
            switch (field.FieldType)
            {
                case FieldType.Message:
                    Compare(field.MessageType, same.MessageType, compared);
                    break;
                case FieldType.Enum:
                    Assert.Empty(Values(field.EnumType).Except(Values(same.EnumType)));
                    break;
            }
        }
    }

    private static (string, string, FieldType, bool, bool, string?) Form(FieldDescriptor field)
        => (field.Name, field.JsonName, field.FieldType, field.IsRepeated, field.HasPresence, field.RealContainingOneof?.Name);

    private static IEnumerable<(string, int)> Values(EnumDescriptor of) => of.Values.Select(value => (value.Name, value.Number));
}
