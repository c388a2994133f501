using System.Text;

namespace CsPlatform.Adapters.Tests.Kit;

/// <summary>What an adapter's test gives the kit: an input in its parts, so that the kit can cut, spoil and lengthen it.</summary>
/// <param name="Head">What stands before the first row, such as a header line.</param>
/// <param name="RowOf">A good row by its number, from 0; each row becomes at least one event, with ids of its own.</param>
/// <param name="Between">What separates two rows.</param>
/// <param name="Foot">What stands after the last row.</param>
/// <param name="BadRow">A row that is no event, of the same number of lines as the others.</param>
public sealed record AdapterSample(string Head, Func<int, string> RowOf, string Between, string Foot, string BadRow)
{
    /// <summary>Rows that the kit's ordinary inputs have.</summary>
    public const int Rows = 8;

    /// <summary>An ordinary input.</summary>
    public byte[] Whole() => Of(Enumerable.Range(0, Rows).Select(RowOf));

    /// <summary>An input of given rows.</summary>
    public byte[] Of(IEnumerable<string> rows) => Encoding.UTF8.GetBytes(Head + string.Join(Between, rows) + Foot);

    /// <summary>Where each row of the ordinary input begins and ends, in bytes.</summary>
    public IReadOnlyList<(int Begin, int End)> Spans()
    {
        var spans = new List<(int, int)>();
        var at = Encoding.UTF8.GetByteCount(Head);
        for (var i = 0; i < Rows; i++)
        {
            var length = Encoding.UTF8.GetByteCount(RowOf(i));
            spans.Add((at, at + length));
            at += length + Encoding.UTF8.GetByteCount(Between);
        }

        return spans;
    }
}
