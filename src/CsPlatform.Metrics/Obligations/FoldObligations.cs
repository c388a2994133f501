using CsPlatform.Domain.Clocks;
using CsPlatform.Metrics.Clocks;
using CsPlatform.Metrics.Folding;
using CsPlatform.Metrics.Storage;
using CsPlatform.Metrics.V1;
using CsPlatform.Metrics.Wire;
using NodaTime;

namespace CsPlatform.Metrics.Obligations;

/// <summary>Keeps what is known of the cases of obligations, arms their clocks and stops them. However old a case is, missing it is told.</summary>
internal sealed class FoldObligations(ObligationBook book, ClockIndexWriter index, TimeProvider time) : IFoldPart
{
    public IReadOnlyCollection<string> Kinds => book.Kinds;

    public async Task FoldAsync(Fold fold, CancellationToken cancellation)
    {
        var said = fold.Events.SelectMany(book.Read).Concat(fold.Decisions.SelectMany(book.Read)).ToLookup(one => one.Case, one => one.Fact);
        if (said.Count == 0)
        {
            return;
        }

        var known = await ObligationStore.LoadAsync(fold.Transaction, [.. said.Select(of => of.Key)], cancellation);
        var changed = new List<(ObligationCase Case, CaseFact Last)>();
        foreach (var facts in said)
        {
            var before = known.GetValueOrDefault(facts.Key) ?? ObligationCase.Empty(facts.Key);
            var after = facts.Aggregate(before, (of, fact) => of.With(fact));
            if (!ReferenceEquals(before, after))
            {
                changed.Add((after, facts.Max()!));
            }
        }

        if (changed.Count > 0)
        {
            await SetClocksAsync(fold, changed, cancellation);
        }
    }

    private async Task SetClocksAsync(Fold fold, List<(ObligationCase Case, CaseFact Last)> changed, CancellationToken cancellation)
    {
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var subjects = changed.Select(one => (one.Case.Key.Shop.Partition(), Id(one.Case.Key))).ToList();
        var rows = (await ClockStore.LoadAsync(fold.Transaction, subjects, cancellation)).ToDictionary(row => row.Id);
        var (cases, clocks) = (new Dictionary<ObligationCase, long?>(), new List<(ClockRow Row, bool IsNew)>());
        foreach (var (of, last) in changed)
        {
            var found = book.RuleOf(of);
            var wanted = found is { } rule ? ObligationClocks.Of(rule.Rulebook, rule.Rule, rule.Course, rule.ArmedBy) : [];
            cases.Add(of, found is null ? null : ObligationClocks.DueAt(found.Rule, found.Course)?.ToUnixTimeMilliseconds());
            var id = Id(of.Key);
            var before = rows.GetValueOrDefault(id)?.Clocks ?? [];
            var change = ClockBook.Update(before, wanted, now, horizon: null);
            fold.Publish(of.Key.Shop, change.Stopped.Select(clock => Stopped(of.Key, clock, found, last)));
            if (!change.Clocks.SequenceEqual(before))
            {
                clocks.Add((new ClockRow(of.Key.Shop.Partition(), id, Subject(of.Key), change.Clocks), !rows.ContainsKey(id)));
            }
        }

        await ObligationStore.SaveAsync(fold.Transaction, cases, cancellation);
        await ClockStore.SaveAsync(fold.Transaction, [.. clocks.Select(clock => clock.Row)], cancellation);
        fold.AfterCommit.Add(() => clocks.ForEach(clock =>
            index.Tell(clock.Row.Partition, clock.Row.Id, clock.Row.NextAt, clock.IsNew)));
    }

    private static FigureRecord Stopped(ObligationCaseKey key, RunningClock clock, ArmedRule? armed, CaseFact last)
    {
        var at = (last.Event, last.Fact.OccurredAt);
        var stop = armed is null
            ? new ClockStop(Domain.Clocks.ClockStopReason.NoLongerDue, at.Event, at.OccurredAt)
            : ObligationClocks.StopOf(armed.Rule, armed.Course, at);
        return ClockProto.Stopped(Subject(key), clock, stop);
    }

    private static ClockSubject Subject(ObligationCaseKey key) => new(key.Shop, Domain.Clocks.ClockKind.Obligation, key.CaseId);

    private static Guid Id(ObligationCaseKey key) => Subject(key).Id(key.RuleId);
}
