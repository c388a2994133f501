using CsPlatform.Ingestion.V1;
using CsPlatform.Ingestion.Wire;
using CsPlatform.ServiceDefaults.Errors;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace CsPlatform.Ingestion.Tests;

/// <summary>What holds for every kind of the contract, asked of its descriptor: no kind can come without its rules.</summary>
public sealed class FactKindsTests
{
    private static readonly EventValidator Validator = new(
        ["xiaohongshu"], new SkewWindows(new IngestionOptions()), new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero));

    // Counts of something measured elsewhere have no upper end.
    private static readonly string[] Endless = ["outside_figure_reported.numerator", "outside_figure_reported.denominator"];

    public static TheoryData<string> Kinds => [.. ContractKinds];

    private static IEnumerable<string> ContractKinds => Event.Descriptor.Oneofs.Single().Fields.Select(kind => kind.Name);

    [Fact]
    public void Every_kind_of_the_contract_has_its_examples()
        => Assert.Equal(ContractKinds.Order(), EventExamples.Kinds.Order());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_examples_of_a_kind_enter(string kind)
    {
        Assert.Empty(Paths(EventExamples.Least(kind)));
        Assert.Empty(Paths(EventExamples.Full(kind)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_least_example_needs_each_of_its_fields_and_an_empty_fact_is_told_every_one(string kind)
    {
        var least = Fact(EventExamples.Least(kind));
        var needed = Given(least).ToList();
        var empty = Paths(EventExamples.Make(kind, "{}"));
        Assert.Equal(needed.Count == 0, empty.Count == 0);
        foreach (var field in needed)
        {
            var path = $"{kind}.{(field.RealContainingOneof ?? (DescriptorBase)field).Name}";
            Assert.Contains(path, empty);
            var without = EventExamples.Least(kind);
            field.Accessor.Clear(Fact(without));
            Assert.Equal(path, Assert.Single(Paths(without)));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_full_example_fills_every_field(string kind)
    {
        var full = Fact(EventExamples.Full(kind));
        var open = full.Descriptor.Fields.InDeclarationOrder()
            .Where(field => !IsGiven(full, field) && field.RealContainingOneof?.Accessor.GetCaseFieldDescriptor(full) is null);
        Assert.Empty(open.Select(field => field.Name));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_id_and_every_text_has_its_limit_and_an_id_no_control_characters(string kind)
    {
        foreach (var (path, set) in Places(kind, FieldType.String))
        {
            var isText = path.EndsWith(".text", StringComparison.Ordinal);
            Assert.Contains(path, Paths(set(new string('长', isText ? 16_385 : 129))));
            Assert.Equal(!isText, Paths(set("a\u0001")).Contains(path));
            Assert.Equal(!isText, Paths(set("a\uFFFD")).Contains(path));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_value_of_a_choice_is_known(string kind)
    {
        foreach (var (path, set) in Places(kind, FieldType.Enum))
        {
            Assert.Contains(path, Paths(set(99)));
            Assert.Contains(path, Paths(set(-1)));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_number_has_its_range(string kind)
    {
        foreach (var (path, set) in Places(kind, FieldType.Int32))
        {
            Assert.Contains(path, Paths(set(int.MinValue)));
            Assert.Contains(path, Paths(set(int.MaxValue)));
        }

        foreach (var (path, set) in Places(kind, FieldType.Int64))
        {
            Assert.Contains(path, Paths(set(long.MinValue)));
            Assert.Equal(!Endless.Contains(path), Paths(set(long.MaxValue)).Contains(path));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_instant_inside_a_fact_is_one_and_not_absurd(string kind)
    {
        foreach (var (path, set) in Places(kind, FieldType.Message).Where(place => place.IsInstant).Select(place => (place.Path, place.Set)))
        {
            Assert.Contains(path, Paths(set(new Timestamp { Seconds = 1_716_000_000, Nanos = -1 })));
            Assert.Contains(path, Paths(set(new Timestamp { Seconds = 1_716_000_000, Nanos = 1_000_000_000 })));
            Assert.Contains(path, Paths(set(new Timestamp { Seconds = long.MaxValue })));
            Assert.Contains(path, Paths(set(new Timestamp { Seconds = long.MinValue })));
            Assert.Contains(path, Paths(set(new Timestamp { Seconds = 1_716_000_000_000 })));
            Assert.Contains(path, Paths(set(new Timestamp { Seconds = 930_000_000 })));
            Assert.Contains(path, Paths(set(Timestamp.FromDateTimeOffset(Events.Noon.AddMinutes(6)))));
            Assert.Empty(Paths(set(Timestamp.FromDateTimeOffset(Events.Noon.AddMinutes(5)))));
        }
    }

    private static List<string> Paths(Event item)
    {
        var faults = new FieldFaults();
        Validator.Validate(item, Events.Noon, faults);
        Assert.All(faults.All, fault => Assert.Matches("send|set|name|known|leave", fault.Description));
        return [.. faults.All.Select(fault => fault.Field)];
    }

    private static IMessage Fact(Event item)
        => (IMessage)Event.Descriptor.Oneofs.Single().Accessor.GetCaseFieldDescriptor(item).Accessor.GetValue(item);

    private static IEnumerable<FieldDescriptor> Given(IMessage message)
        => message.Descriptor.Fields.InDeclarationOrder().Where(field => IsGiven(message, field));

    private static bool IsGiven(IMessage message, FieldDescriptor field) => field.Accessor.GetValue(message) switch
    {
        System.Collections.IList list => list.Count > 0,
        _ when field.HasPresence => field.Accessor.HasValue(message),
        string text => text.Length > 0,
        bool flag => flag,
        var value => Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) != 0,
    };

    /// <summary>Every field of a type that the full example fills, with what makes an event of another value there.</summary>
    private static IEnumerable<Place> Places(string kind, FieldType type) => Places(EventExamples.Full(kind), kind, Fact, type);

    private static IEnumerable<Place> Places(Event full, string path, Func<Event, IMessage> holder, FieldType type)
    {
        foreach (var field in Given(holder(full)))
        {
            var here = $"{path}.{field.Name}";
            if (field.FieldType == type)
            {
                var isInstant = type is FieldType.Message && field.MessageType == Timestamp.Descriptor;
                yield return new Place(here, isInstant, value => full.Clone().With(e => field.Accessor.SetValue(holder(e), Value(field, value))));
            }

            if (field.FieldType is not FieldType.Message || field.MessageType == Timestamp.Descriptor)
            {
                continue;
            }

            var count = field.IsRepeated ? ((System.Collections.IList)field.Accessor.GetValue(holder(full))).Count : 1;
            for (var i = 0; i < count; i++)
            {
                var index = i;
                IMessage Inner(Event e) => field.Accessor.GetValue(holder(e)) is System.Collections.IList list
                    ? (IMessage)list[index]!
                    : (IMessage)field.Accessor.GetValue(holder(e));
                foreach (var inner in Places(full, field.IsRepeated ? $"{here}[{i}]" : here, Inner, type))
                {
                    yield return inner;
                }
            }
        }
    }

    private static object Value(FieldDescriptor field, object value)
        => field.FieldType is FieldType.Enum ? System.Enum.ToObject(field.EnumType.ClrType, value) : value;

    private readonly record struct Place(string Path, bool IsInstant, Func<object, Event> Set)
    {
        internal void Deconstruct(out string path, out Func<object, Event> set) => (path, set) = (Path, Set);
    }
}
