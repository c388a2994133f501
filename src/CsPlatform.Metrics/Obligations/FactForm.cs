using CsPlatform.Ingestion.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CsPlatform.Metrics.Obligations;

/// <summary>
/// A kind of fact with values of its fields, such as "order_stepped step=ORDER_STEP_PAID", ready to be compared with facts: of an event, or of a
/// decision of sanctions.
/// </summary>
internal sealed class FactForm
{
    /// <summary>The kind of a fact that is a decision.</summary>
    internal const string Decision = "decision";

    private static readonly Dictionary<string, MessageDescriptor> Events = Event.Descriptor.Oneofs.Single(oneof => !oneof.IsSynthetic).Fields
        .ToDictionary(kind => kind.Name, kind => kind.MessageType, StringComparer.Ordinal);

    private readonly MessageDescriptor message;

    private readonly List<(FieldDescriptor Field, object Value)> values;

    private FactForm(string kind, MessageDescriptor message, List<(FieldDescriptor, object)> values) =>
        (Kind, this.message, this.values) = (kind, message, values);

    /// <summary>The kind by name: the event's, or <see cref="Decision"/>.</summary>
    internal string Kind { get; }

    /// <summary>
    /// The fields that can make facts one case, the first one first. Of a decision it is the case alone: its own id is of no other decision, and
    /// a metric has many cases.
    /// </summary>
    internal IEnumerable<string> CaseFields => Kind == Decision
        ? ["case_id"]
        : message.Fields.InDeclarationOrder()
            .Where(one => one.FieldType == FieldType.String && one.Name.EndsWith("_id", StringComparison.Ordinal))
            .Select(one => one.Name);

    /// <summary>Reads a form as it is written.</summary>
    /// <exception cref="InvalidOperationException">It names what the contract does not have.</exception>
    internal static FactForm Read(string text)
    {
        var parts = text.Split(' ');
        var message = parts[0] == Decision ? Sanctions.V1.Decision.Descriptor : Events.GetValueOrDefault(parts[0])
            ?? throw new InvalidOperationException($"\"{parts[0]}\" is no kind of fact.");
        return new FactForm(parts[0], message, [.. parts[1..].Select(part => Value(message, part.Split('=')))]);
    }

    /// <summary>Whether the fact, which is of the kind, has the values.</summary>
    internal bool Fits(IMessage fact)
    {
        foreach (var (field, value) in values)
        {
            var actual = field.Accessor.GetValue(fact);
            if (!value.Equals(actual is Enum number ? Convert.ToInt32(number, null) : actual))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The field of that name; null when the kind has none.</summary>
    internal FieldDescriptor? Field(string name) => message.FindFieldByName(name);

    private static (FieldDescriptor, object) Value(MessageDescriptor message, string[] pair)
    {
        var field = message.FindFieldByName(pair[0]) ?? throw new InvalidOperationException($"{message.Name} has no field {pair[0]}.");
        return field.FieldType switch
        {
            FieldType.Enum => (field, field.EnumType.FindValueByName(pair[1])?.Number
                ?? throw new InvalidOperationException($"{message.Name}.{pair[0]} is never {pair[1]}.")),
            FieldType.Bool => (field, bool.Parse(pair[1])),
            _ => throw new InvalidOperationException($"{message.Name}.{pair[0]} cannot be compared."),
        };
    }
}
