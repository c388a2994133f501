using System.Collections;

namespace Grpc.Core;

/// <summary>Headers or trailers of a call, in their order; a key may occur more than once.</summary>
public sealed partial class Metadata : IList<Metadata.Entry>
{
    /// <summary>Keys with this ending hold bytes.</summary>
    public const string BinaryHeaderSuffix = "-bin";

    /// <summary>Holds nothing and refuses additions.</summary>
    public static readonly Metadata Empty = new() { IsReadOnly = true };

    private readonly List<Entry> _entries = [];

    public int Count => _entries.Count;

    public bool IsReadOnly { get; private init; }

    public Entry this[int index]
    {
        get => _entries[index];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            EnsureWriteable();
            _entries[index] = value;
        }
    }

    /// <summary>The last entry of <paramref name="key"/>.</summary>
    public Entry? Get(string key)
    {
        for (var i = _entries.Count - 1; i >= 0; i--)
        {
            if (_entries[i].HasKey(key))
            {
                return _entries[i];
            }
        }

        return null;
    }

    public string? GetValue(string key) => Get(key)?.Value;

    public byte[]? GetValueBytes(string key) => Get(key)?.ValueBytes;

    public IEnumerable<Entry> GetAll(string key) => _entries.Where(e => e.HasKey(key));

    public void Add(string key, string value) => Add(new Entry(key, value));

    public void Add(string key, byte[] valueBytes) => Add(new Entry(key, valueBytes));

    public int IndexOf(Entry item) => _entries.IndexOf(item);

    public void Insert(int index, Entry item)
    {
        ArgumentNullException.ThrowIfNull(item);
        EnsureWriteable();
        _entries.Insert(index, item);
    }

    public void RemoveAt(int index)
    {
        EnsureWriteable();
        _entries.RemoveAt(index);
    }

    public void Add(Entry item)
    {
        ArgumentNullException.ThrowIfNull(item);
        EnsureWriteable();
        _entries.Add(item);
    }

    public void Clear()
    {
        EnsureWriteable();
        _entries.Clear();
    }

    public bool Contains(Entry item) => _entries.Contains(item);

    public void CopyTo(Entry[] array, int arrayIndex) => _entries.CopyTo(array, arrayIndex);

    public bool Remove(Entry item)
    {
        EnsureWriteable();
        return _entries.Remove(item);
    }

    public IEnumerator<Entry> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void EnsureWriteable()
    {
        if (IsReadOnly)
        {
            throw new InvalidOperationException("This metadata is read-only. Create a new Metadata and add to that.");
        }
    }
}
