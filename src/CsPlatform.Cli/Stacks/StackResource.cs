namespace CsPlatform.Cli.Stacks;

/// <summary>One resource of a running stack, as the AppHost states it.</summary>
/// <param name="Name">Its name, such as "ingestion".</param>
/// <param name="Type">What it is, such as "Project"; empty when not told.</param>
/// <param name="State">Its state, such as "Running"; empty when not told.</param>
/// <param name="Health">Its health, such as "Healthy"; empty when not told.</param>
/// <param name="Detail">What it waits for, or why it is not well; empty when it is.</param>
/// <param name="IsReady">Whether it is up and well.</param>
/// <param name="LogFile">Its console log of this run; empty when there is none.</param>
/// <param name="Urls">Address per endpoint name.</param>
public sealed record StackResource(
    string Name,
    string Type,
    string State,
    string Health,
    string Detail,
    bool IsReady,
    string LogFile,
    IReadOnlyDictionary<string, Uri> Urls);
