using CsPlatform.Domain.Primitives;
using CsPlatform.Domain.Rating;
using NodaTime;
using Npgsql;

namespace CsPlatform.Billing.Storage;

/// <summary>Cells of a row as values of the domain.</summary>
internal static class RowReading
{
    internal static Instant Time(this NpgsqlDataReader row, int column)
        => Instant.FromDateTimeUtc(row.GetFieldValue<DateTime>(column));

    internal static LocalDate Day(this NpgsqlDataReader row, int column)
        => LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(column));

    internal static Fen Money(this NpgsqlDataReader row, int column) => new(row.GetInt64(column));

    internal static string? TextOrNull(this NpgsqlDataReader row, int column)
        => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>Platform and shop id from two neighbouring columns.</summary>
    internal static ShopKey Shop(this NpgsqlDataReader row, int column) => new(row.GetString(column), row.GetString(column + 1));

    /// <summary>Source and event id from two neighbouring columns.</summary>
    internal static FactId Fact(this NpgsqlDataReader row, int column) => new(row.GetString(column), row.GetString(column + 1));

    /// <summary>A number that must be one of the enum's: anything else is a damaged database.</summary>
    internal static TEnum Choice<TEnum>(this NpgsqlDataReader row, int column)
        where TEnum : struct, Enum
    {
        var value = (TEnum)Enum.ToObject(typeof(TEnum), row.GetInt16(column));
        return Enum.IsDefined(value)
            ? value
            : throw new InvalidDataException($"Column {row.GetName(column)} holds {value}, which is no {typeof(TEnum).Name}.");
    }

    internal static TEnum? ChoiceOrNull<TEnum>(this NpgsqlDataReader row, int column)
        where TEnum : struct, Enum => row.IsDBNull(column) ? null : row.Choice<TEnum>(column);
}
