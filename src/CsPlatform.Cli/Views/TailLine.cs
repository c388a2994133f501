using System.Text;
using CsPlatform.Cli.Output;
using CsPlatform.Ingestion.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CsPlatform.Cli.Views;

/// <summary>An event of the feed as one line. What people wrote stays out of it unless it is asked for.</summary>
internal sealed class TailLine
{
    private const string TextField = "text";

    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    private readonly int partition;
    private readonly EventRecord record;

    internal TailLine(int partition, EventRecord record, bool withText)
    {
        this.partition = partition;
        this.record = withText ? record : WithoutText(record);
    }

    private FieldDescriptor? Kind => Event.Descriptor.Oneofs[0].Accessor.GetCaseFieldDescriptor(record.Event);

    /// <summary>For people: when, whose, what, with its fields, and where it stands.</summary>
    internal string ToText()
    {
        var item = record.Event;
        var line = new StringBuilder()
            .Append(Wording.At(item.OccurredAt)).Append(' ')
            .Append(Quoted(item.Shop.Platform)).Append('/').Append(Quoted(item.Shop.ShopId)).Append(' ')
            .Append(Kind?.Name ?? "a kind that this version does not know");
        if (Kind?.Accessor.GetValue(item) is IMessage fact)
        {
            foreach (var field in fact.Descriptor.Fields.InFieldNumberOrder())
            {
                AppendField(line, fact, field);
            }
        }

        return line.Append("  ").Append(Quoted(item.Source)).Append(':').Append(Quoted(item.EventId))
            .Append(record.IsLate ? " late @" : " @").Append(partition).Append(':').Append(record.Position).ToString();
    }

    /// <summary>For scripts: one document without line ends.</summary>
    internal string ToJson() => $"{{ \"partition\": {partition}, \"record\": {Formatter.Format(record)} }}";

    private static void AppendField(StringBuilder line, IMessage fact, FieldDescriptor field)
    {
        var value = field.Accessor.GetValue(fact);
        var isLeftOut = value switch
        {
            null or "" or false or 0 or 0L => true,
            System.Collections.ICollection { Count: 0 } => true,
            Enum word => Convert.ToInt32(word, System.Globalization.CultureInfo.InvariantCulture) == 0,
            _ => false,
        };
        if (!isLeftOut)
        {
            line.Append(' ').Append(field.Name).Append('=').Append(value switch
            {
                string text => Quoted(text),
                Enum => Shown(value).Trim('"'),
                _ => Shown(value!),
            });
        }
    }

    private static string Shown(object value)
    {
        var shown = new StringWriter();
        Formatter.WriteValue(shown, value);
        return shown.ToString();
    }

    // A text with spaces or control characters must not look like several fields, nor reach the terminal as commands.
    private static string Quoted(string text) =>
        text.All(letter => !char.IsControl(letter) && !char.IsWhiteSpace(letter) && letter is not '"') ? text : Shown(text);

    private static EventRecord WithoutText(EventRecord record)
    {
        var shown = record.Clone();
        if (Event.Descriptor.Oneofs[0].Accessor.GetCaseFieldDescriptor(shown.Event)?.Accessor.GetValue(shown.Event) is IMessage fact)
        {
            fact.Descriptor.FindFieldByName(TextField)?.Accessor.Clear(fact);
        }

        return shown;
    }
}
