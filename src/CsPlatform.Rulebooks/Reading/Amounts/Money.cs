using CsPlatform.Domain.Primitives;

namespace CsPlatform.Rulebooks.Reading;

/// <summary>Validates sums of money in fen.</summary>
internal static class Money
{
    /// <summary>A sum above 0; null when it is left out.</summary>
    public static Fen? AboveZero(string name, bool given, int fen, Place place) =>
        given ? new Fen(place.Range(name, fen, 1, int.MaxValue)) : null;
}
