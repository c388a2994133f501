namespace Aspire.Hosting.Eventing;

/// <summary>Publishes events to subscribers within the process.</summary>
public class DistributedApplicationEventing : IDistributedApplicationEventing
{
    private readonly Lock _lock = new();
    private readonly List<(Type Event, DistributedApplicationEventSubscription Subscription)> _subscriptions = [];

    /// <inheritdoc/>
    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(callback);
        var subscription = new DistributedApplicationEventSubscription((@event, token) => callback((T)@event, token));
        lock (_lock)
        {
            _subscriptions.Add((typeof(T), subscription));
        }

        return subscription;
    }

    /// <inheritdoc/>
    public DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent
        => Subscribe<T>((@event, token) => @event.Resource == resource ? callback(@event, token) : Task.CompletedTask);

    /// <inheritdoc/>
    public void Unsubscribe(DistributedApplicationEventSubscription subscription)
    {
        lock (_lock)
        {
            _subscriptions.RemoveAll(entry => entry.Subscription == subscription);
        }
    }

    /// <inheritdoc/>
    public Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
        => PublishAsync(@event, EventDispatchBehavior.BlockingSequential, cancellationToken);

    /// <inheritdoc/>
    public Task PublishAsync<T>(T @event, EventDispatchBehavior dispatchBehavior, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(@event);
        List<DistributedApplicationEventSubscription> subscribers;
        lock (_lock)
        {
            subscribers = [.. _subscriptions.Where(entry => entry.Event == @event.GetType()).Select(entry => entry.Subscription)];
        }

        var work = dispatchBehavior is EventDispatchBehavior.BlockingSequential or EventDispatchBehavior.NonBlockingSequential
            ? InTurn(subscribers, @event, cancellationToken)
            : Task.WhenAll(subscribers.Select(subscriber => subscriber.Callback(@event, cancellationToken)));
        return dispatchBehavior is EventDispatchBehavior.BlockingSequential or EventDispatchBehavior.BlockingConcurrent
            ? work
            : Task.CompletedTask;
    }

    private static async Task InTurn(
        List<DistributedApplicationEventSubscription> subscribers, IDistributedApplicationEvent @event,
            CancellationToken cancellationToken)
    {
        foreach (var subscriber in subscribers)
        {
            await subscriber.Callback(@event, cancellationToken);
        }
    }
}
