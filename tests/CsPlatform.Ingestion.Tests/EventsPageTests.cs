using System.Reflection;
using CsPlatform.Domain.Metrics.Facts;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Domain.Timelines;
using CsPlatform.Ingestion.V1;
using CsPlatform.Rulebooks;
using CsPlatform.Rulebooks.V1;
using CsPlatform.Sanctions.V1;
using Google.Protobuf.Reflection;

namespace CsPlatform.Ingestion.Tests;

/// <summary>docs/EVENTS.md against the contract, the shipped rulebooks and the core: it names all there is, and nothing else.</summary>
public sealed class EventsPageTests
{
    private static readonly RulebookCatalogue Catalogue = RulebookCatalogue.LoadEmbedded();

    private static readonly List<Domain.Rulebooks.Rulebook> Rulebooks = [.. Catalogue.Platforms.SelectMany(Catalogue.Versions)];

    private static readonly Dictionary<string, MessageDescriptor> Kinds =
        Event.Descriptor.Oneofs.Single().Fields.ToDictionary(kind => kind.Name, kind => kind.MessageType);

    private static readonly List<string> Formulas =
        [.. Metric.Descriptor.Oneofs.Single(oneof => oneof.Name == "formula").Fields.Select(formula => formula.Name)];

    private static readonly ILookup<string, ObligationRule> Obligations =
        Rulebooks.SelectMany(rulebook => rulebook.Obligations).ToLookup(rule => rule.Head.Id);

    private static readonly Dictionary<string, List<Form>> Keys = EventsPage.Table("Keys of obligations")
        .ToDictionary(row => row.Single(0), row => row.Names(1).Select(Form.Read).ToList());

    [Fact]
    public void Every_kind_of_the_contract_stands_on_the_page_once()
        => Assert.Equal(Kinds.Keys.Order(), EventsPage.Table("Kinds").Select(row => row.Single(0)).Order());

    [Fact]
    public void What_identifies_a_kind_is_a_field_of_it_and_what_needs_it_is_there()
    {
        var rules = Rulebooks.SelectMany(rulebook => rulebook.Contents).ToList();
        HashSet<string> known = [.. Formulas, .. rules.Select(rule => rule.Kind), .. rules.Select(rule => rule.Head.Id)];
        foreach (var row in EventsPage.Table("Kinds"))
        {
            var fields = Kinds[row.Single(0)].Fields.InDeclarationOrder().Select(field => field.Name).ToList();
            Assert.Empty(row.Names(2).Except(fields));
            Assert.Empty(row.Names(3).Except(known).Except(fields));
            Assert.True(row.Cell(3).Length > 0, $"Nothing needs {row.Single(0)}.");
        }
    }

    [Fact]
    public void Every_formula_of_a_metric_is_fed_by_some_kind()
        => Assert.Empty(Formulas.Except(EventsPage.Table("Kinds").SelectMany(row => row.Names(3))));

    [Fact]
    public void Every_key_of_every_obligation_is_on_the_page_and_no_other()
        => Assert.Equal(
            Obligations.SelectMany(rules => rules).SelectMany(KeysOf).Distinct().Order(StringComparer.Ordinal),
            Keys.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_fact_that_stands_for_a_key_exists_with_its_field_and_value()
    {
        foreach (var (key, forms) in Keys)
        {
            Assert.NotEmpty(forms);
            foreach (var form in forms)
            {
                foreach (var (field, value) in form.Values)
                {
                    var found = form.Message.FindFieldByName(field);
                    Assert.True(found is not null, $"{key}: {form.Name} has no field {field}.");
                    var exists = found.FieldType is FieldType.Enum
                        ? found.EnumType.FindValueByName(value) is { Number: > 0 }
                        : found.FieldType is FieldType.Bool && value is "true" or "false";
                    Assert.True(exists, $"{key}: {form.Name}.{field} is never {value}.");
                }
            }
        }
    }

    [Fact]
    public void The_facts_of_an_obligation_carry_what_makes_them_one_case()
    {
        var cases = EventsPage.Table("Cases of obligations");
        Assert.Equal(Obligations.Select(rules => rules.Key).Order(), cases.Select(row => row.Single(0)).Order());
        foreach (var row in cases)
        {
            foreach (var key in Obligations[row.Single(0)].SelectMany(KeysOf).Distinct())
            {
                Assert.All(Keys[key], form => Assert.True(
                    form.Message.FindFieldByName(row.Single(1)) is { FieldType: FieldType.String },
                    $"{row.Single(0)}: {form.Name}, which stands for {key}, has no {row.Single(1)}."));
            }
        }
    }

    [Fact]
    public void A_start_that_may_bring_its_own_days_has_a_field_for_them()
    {
        var starts = Obligations.SelectMany(rules => rules).Where(rule => rule.Due.OwnTerm).Select(rule => rule.Trigger).Distinct().ToList();
        Assert.NotEmpty(starts);
        Assert.All(starts.SelectMany(key => Keys[key]), form => Assert.NotNull(form.Message.FindFieldByName("promised_days")));
    }

    [Fact]
    public void Every_record_that_the_core_measures_is_made_of_some_kind()
    {
        var records = typeof(ShopFact).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && (type.IsSubclassOf(typeof(ShopFact)) || type.IsSubclassOf(typeof(TimelineEntry))))
            .Select(type => type.Name);
        var rows = EventsPage.Table("Records of the core");
        Assert.Equal(records.Order(), rows.Select(row => row.Single(0)).Order());
        Assert.All(rows, row => Assert.NotEmpty(row.Names(1)));
        Assert.Empty(rows.SelectMany(row => row.Names(1)).Except(Kinds.Keys));
    }

    [Fact]
    public void Every_writer_of_a_message_that_a_rule_tells_apart_can_be_reported()
    {
        var reported = Enum.GetNames<Ingestion.V1.SenderRole>();
        Assert.Empty(Enum.GetNames<Domain.Rulebooks.SenderRole>().Except(reported));
    }

    private static IEnumerable<string> KeysOf(ObligationRule rule) => [rule.Trigger, .. rule.FulfilledBy, .. rule.CancelledBy];

    /// <summary>A kind with values of its fields, as "order_stepped step=ORDER_STEP_PAID".</summary>
    private sealed record Form(string Name, MessageDescriptor Message, IReadOnlyList<(string Field, string Value)> Values)
    {
        internal static Form Read(string text)
        {
            var parts = text.Split(' ');
            var message = parts[0] == "decision" ? Decision.Descriptor : Kinds.GetValueOrDefault(parts[0]);
            Assert.True(message is not null, $"{parts[0]} is no kind of the contract.");
            return new Form(parts[0], message, [.. parts[1..].Select(part => (part.Split('=')[0], part.Split('=')[1]))]);
        }
    }
}
