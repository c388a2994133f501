using CsPlatform.Domain.Metrics;
using CsPlatform.Domain.Metrics.Explaining;
using CsPlatform.Domain.Rulebooks;
using CsPlatform.Rulebooks;
using NodaTime;

namespace CsPlatform.Cli.Verifying;

/// <summary>
/// Finds a figure again from its exported file: the rulebooks are read from their text and hashed anew, and the units are found from the
/// events. It shares the domain and the reader of rulebooks with the service, and nothing else; it asks nobody.
/// </summary>
internal static class FigureVerification
{
    /// <summary>What the file says otherwise than what is found from it, a sentence each; empty when it says the same.</summary>
    public static IReadOnlyList<string> Differences(FigureFile file)
    {
        var differences = new List<string>();
        var rulebooks = Rulebooks(file, differences);
        Rulebook? InForce(LocalDate day) => rulebooks.Find(rulebook => rulebook.HoldsOn(day));
        CheckRule(file, InForce(file.Days.End.PlusDays(-1)), differences);
        var units = FigureUnits.Of(file.Basis.History, file.MetricId, file.Days, InForce);
        CompareUnits(file, units, differences);
        var (above, below) = (units.Sum(unit => unit.Above), units.Sum(unit => unit.Below));
        if ((above, below) != (file.Rate.Numerator, file.Rate.Denominator))
        {
            differences.Add($"The file says {file.Rate}; its events give {above}/{below}.");
        }

        return differences;
    }

    private static List<Rulebook> Rulebooks(FigureFile file, List<string> differences)
    {
        var found = new List<Rulebook>();
        foreach (var text in file.Rulebooks)
        {
            var read = RulebookReader.Read(text);
            differences.AddRange(read.Faults.Select(fault => $"Rulebook {text.Name} cannot be read: {fault}."));
            if (read.Value is { } rulebook && rulebook.Platform != file.Platform)
            {
                differences.Add($"Rulebook {text.Name} is one of {rulebook.Platform}, not of {file.Platform}.");
            }
            else if (read.Value is { } own)
            {
                found.Add(own);
            }
        }

        return found;
    }

    private static void CheckRule(FigureFile file, Rulebook? closing, List<string> differences)
    {
        if (closing?.FindMetric(file.MetricId) is not { } metric)
        {
            differences.Add($"No rulebook of the file has {file.MetricId} on the last day of {file.Days}.");
            return;
        }

        var cited = closing.Cite(metric.Id, metric.Source);
        if ((cited.RulebookVersion, cited.RulebookHash) != file.Cited)
        {
            differences.Add(
                $"The figure cites rulebook {file.Cited.Version} {file.Cited.Hash}; the text in the file is {cited.RulebookVersion} "
                    + $"{cited.RulebookHash}.");
        }

        var closes = FigurePeriods.ClosingWith(metric, file.Days.End.PlusDays(-1));
        if (!closes.Any(period => period.Kind == file.Kind && period.Days.Start <= file.Days.Start))
        {
            differences.Add($"{metric.Id} has no period {file.Kind} that ends with {file.Days}.");
        }
    }

    private static void CompareUnits(FigureFile file, IReadOnlyList<ExplainedUnit> units, List<string> differences)
    {
        var found = units.ToDictionary(unit => (unit.Id, unit.Day), unit => (unit.Above, unit.Below, unit.Why.Name));
        foreach (var (of, told) in file.Units)
        {
            if (!found.TryGetValue(of, out var own))
            {
                differences.Add($"Unit {of.Id} of {of.Day:R} is in the file; its events give no such unit.");
            }
            else if (own != told)
            {
                differences.Add(
                    $"Unit {of.Id} of {of.Day:R}: the file says +{told.Above}/{told.Below} {told.Reason}; its events give "
                        + $"+{own.Above}/{own.Below} {own.Name}.");
            }
        }

        differences.AddRange(found.Keys.Except(file.Units.Keys)
            .Select(of => $"Unit {of.Id} of {of.Day:R} comes from the events and is not in the file."));
    }
}
