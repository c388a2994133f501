using CsPlatform.Domain.Primitives;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace CsPlatform.Billing.Storage;

/// <summary>
/// Many rows as one array parameter per column, in the order in which the columns are added: the n-th is $n of the statement,
/// after the leading scalars. One statement then stores any number of rows.
/// </summary>
internal sealed class Columns<T>(IReadOnlyCollection<T> rows)
{
    private readonly List<NpgsqlParameter> parameters = [];

    /// <summary>A value that all rows share.</summary>
    internal Columns<T> Scalar<TValue>(TValue value)
    {
        parameters.Add(new NpgsqlParameter<TValue> { TypedValue = value });
        return this;
    }

    internal Columns<T> Text(Func<T, string?> column) => Add(column, NpgsqlDbType.Text);

    internal Columns<T> Number(Func<T, short?> column) => Add(column, NpgsqlDbType.Smallint);

    internal Columns<T> Count(Func<T, int> column) => Add(column, NpgsqlDbType.Integer);

    internal Columns<T> Long(Func<T, long?> column) => Add(column, NpgsqlDbType.Bigint);

    internal Columns<T> Flag(Func<T, bool> column) => Add(column, NpgsqlDbType.Boolean);

    internal Columns<T> Money(Func<T, Fen?> column) => Add(row => column(row)?.Amount, NpgsqlDbType.Bigint);

    internal Columns<T> Time(Func<T, Instant?> column) => Add(row => column(row)?.ToDateTimeUtc(), NpgsqlDbType.TimestampTz);

    internal Columns<T> Day(Func<T, LocalDate> column) => Add(row => column(row).ToDateOnly(), NpgsqlDbType.Date);

    /// <summary>Adds the statement to the batch; none when there are no rows.</summary>
    internal void AddTo(NpgsqlBatch batch, string statement)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var command = new NpgsqlBatchCommand(statement);
        parameters.ForEach(parameter => command.Parameters.Add(parameter));
        batch.BatchCommands.Add(command);
    }

    private Columns<T> Add<TValue>(Func<T, TValue> column, NpgsqlDbType type)
    {
        parameters.Add(new NpgsqlParameter<TValue[]>
        {
            TypedValue = [.. rows.Select(column)],
            NpgsqlDbType = type | NpgsqlDbType.Array,
        });
        return this;
    }
}
