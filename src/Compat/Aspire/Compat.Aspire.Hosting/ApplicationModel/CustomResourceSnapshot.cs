using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The state of one instance of a resource at one moment.</summary>
public sealed record CustomResourceSnapshot
{
    /// <summary>What kind of resource it is, for people.</summary>
    public required string ResourceType { get; init; }

    /// <summary>Details to show.</summary>
    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    /// <summary>One of <see cref="KnownResourceStates"/>, or another text.</summary>
    public ResourceStateSnapshot? State { get; init; }

    /// <summary>When it was described.</summary>
    public DateTime? CreationTimeStamp { get; init; }

    /// <summary>When its process started.</summary>
    public DateTime? StartTimeStamp { get; init; }

    /// <summary>When its process ended.</summary>
    public DateTime? StopTimeStamp { get; init; }

    /// <summary>The process's exit code; 128 + n when signal n ended it.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Its addresses.</summary>
    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    /// <summary>Its environment at its latest start.</summary>
    public ImmutableArray<EnvironmentVariableSnapshot> EnvironmentVariables { get; init; } = [];

    /// <summary>Its relations.</summary>
    public ImmutableArray<RelationshipSnapshot> Relationships { get; init; } = [];

    /// <summary>Whether lists leave it out.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The latest results of its health checks.</summary>
    public ImmutableArray<HealthReportSnapshot> HealthReports { get; internal init; } = [];

    /// <summary>The worst of <see cref="HealthReports"/>; healthy without checks; null unless it runs.</summary>
    public HealthStatus? HealthStatus => State?.Text != KnownResourceStates.Running
        ? null
        : HealthReports.Select(report => report.Status ?? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy)
            .Append(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy).Min();

    /// <summary>Whether the ready handlers of this start are through.</summary>
    internal bool IsReady { get; init; }

    /// <summary>Starts after the first that nobody asked for.</summary>
    internal int Restarts { get; init; }

    internal object? Property(string name) => Properties.FirstOrDefault(property => property.Name == name)?.Value;

    internal CustomResourceSnapshot With(string name, object? value) => this with
    {
        Properties = [.. Properties.Where(property => property.Name != name), .. value is null
            ? Array.Empty<ResourcePropertySnapshot>() : [new ResourcePropertySnapshot(name, value)]],
    };
}
