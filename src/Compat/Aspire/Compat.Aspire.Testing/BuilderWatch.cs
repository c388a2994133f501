using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>
/// Sees the builders that are made in this flow of execution and what follows from it, not those of other tests that run
/// meanwhile.
/// </summary>
internal sealed class BuilderWatch : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly AsyncLocal<BuilderWatch?> Current = new();
    private readonly List<IDisposable> _subscriptions = [];

    public BuilderWatch()
    {
        Current.Value = this;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public Action<DistributedApplicationOptions, HostApplicationBuilderSettings>? Constructing { get; init; }

    public Action<DistributedApplicationBuilder>? Constructed { get; init; }

    public Action<DistributedApplicationBuilder>? Building { get; init; }

    public Action<DistributedApplication>? Built { get; init; }

    public void Dispose()
    {
        Current.Value = null;
        lock (_subscriptions)
        {
            _subscriptions.ForEach(subscription => subscription.Dispose());
        }
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DistributedApplicationBuilder.ListenerName)
        {
            lock (_subscriptions)
            {
                _subscriptions.Add(value.Subscribe(this));
            }
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (Current.Value != this)
        {
            return;
        }

        switch (value.Key, value.Value)
        {
            case ("DistributedApplicationBuilderConstructing", ValueTuple<DistributedApplicationOptions,
                HostApplicationBuilderSettings> made):
                Constructing?.Invoke(made.Item1, made.Item2);
                break;
            case ("DistributedApplicationBuilderConstructed", DistributedApplicationBuilder builder):
                Constructed?.Invoke(builder);
                break;
            case ("DistributedApplicationBuilderBuilding", DistributedApplicationBuilder builder):
                Building?.Invoke(builder);
                break;
            case ("DistributedApplicationBuilderBuilt", DistributedApplication application):
                Built?.Invoke(application);
                break;
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
