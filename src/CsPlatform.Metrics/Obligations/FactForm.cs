using CsPlatform.Ingestion.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CsPlatform.Metrics.Obligations;

/// <summary>A kind of fact with values of its fields, such as "order_stepped step=ORDER_STEP_PAID", ready to be compared with facts.</summary>
internal sealed class FactForm
{
    private static readonly Dictionary<string, FieldDescriptor> Kinds = Event.Descriptor.Oneofs.Single(oneof => !oneof.IsSynthetic).Fields
        .ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    private readonly List<(FieldDescriptor Field, object Value)> values;

    private FactForm(FieldDescriptor kind, List<(FieldDescriptor, object)> values) => (Kind, this.values) = (kind, values);

    /// <summary>The kind, as the event's field.</summary>
    internal FieldDescriptor Kind { get; }

    /// <summary>The kind's message.</summary>
    internal MessageDescriptor Message => Kind.MessageType;

    /// <summary>Reads a form as it is written.</summary>
    /// <exception cref="InvalidOperationException">It names what the contract does not have.</exception>
    internal static FactForm Read(string text)
    {
        var parts = text.Split(' ');
        var kind = Kinds.GetValueOrDefault(parts[0]) ?? throw new InvalidOperationException($"\"{parts[0]}\" is no kind of event.");
        return new FactForm(kind, [.. parts[1..].Select(part => Value(kind.MessageType, part.Split('=')))]);
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
    internal FieldDescriptor? Field(string name) => Message.FindFieldByName(name);

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
