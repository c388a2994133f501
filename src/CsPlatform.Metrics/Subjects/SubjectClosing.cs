using CsPlatform.Domain.Rulebooks;
using CsPlatform.Metrics.Scores;
using CsPlatform.Metrics.Storage;
using NodaTime;
using Npgsql;
using Period = CsPlatform.Domain.Primitives.Period;

namespace CsPlatform.Metrics.Subjects;

/// <summary>
/// What a closing needs beside the facts of shop-days: metrics whose periods are not the sum of what happened on their days, and scores.
/// </summary>
internal sealed class SubjectClosing(EveryDay everyDay, Consumers consumers, ScorePublisher scores)
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

    /// <summary>What the scores that close with one of the days are found from.</summary>
    internal static Task<ScoreBook> OpenScoresAsync(
        NpgsqlTransaction transaction,
        (int Partition, string Platform) of,
        FactTable facts,
        Period days,
        CancellationToken cancellation) => ScorePublisher.OpenAsync(transaction, of, facts, days, cancellation);

    /// <summary>The scores that close with a day, as they are first published.</summary>
    internal IReadOnlyList<StoredScore> CloseScores(ScoreBook book, LocalDate day, Rulebook rulebook) => scores.Close(book, day, rulebook);
}
