using CsPlatform.Metrics.Storage;
using Npgsql;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.Subjects;

/// <summary>What a closing needs of metrics whose periods are not the sum of what happened on their days.</summary>
internal sealed class SubjectClosing(EveryDay everyDay, Consumers consumers)
{
    /// <summary>Writes the facts of days that are about to close and on which nothing need have happened.</summary>
    internal Task PrepareAsync(
        NpgsqlTransaction transaction, (int Partition, string Platform) of, Period days, CancellationToken cancellation) =>
        everyDay.CloseAsync(transaction, of, days, cancellation);

    /// <summary>Has the table count those who count once in a period that closes with one of the days.</summary>
    internal Task CountAsync(
        NpgsqlTransaction transaction,
        (int Partition, string Platform) of,
        FactTable facts,
        Period days,
        CancellationToken cancellation) => consumers.CountAsync(transaction, of, facts, days, cancellation);
}
