namespace CsPlatform.Domain.Tests.Scenarios;

/// <summary>Plays the rows of one kind of table. A class that implements it is found by its name; nothing registers it.</summary>
internal interface IScenarioRunner
{
    /// <summary>The name that a table's setting "runner" gives.</summary>
    string Name { get; }

    /// <summary>What happened: a text for every column that starts with "→", by its name without the arrow.</summary>
    IReadOnlyDictionary<string, string> Play(ScenarioRow row);
}
