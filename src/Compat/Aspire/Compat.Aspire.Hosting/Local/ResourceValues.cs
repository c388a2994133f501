using System.Globalization;

namespace Aspire.Hosting.Local;

/// <summary>Works out environment and arguments of an instance at each start.</summary>
internal static class ResourceValues
{
    public static async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(
        RuntimeContext context, Instance instance, CancellationToken cancellationToken)
    {
        var resource = instance.Resource;
        var callback = new EnvironmentCallbackContext(context.Execution, resource, cancellationToken: cancellationToken)
        {
            Instance = instance,
            Logger = context.Logs.GetLogger(instance.Id),
        };
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToList())
        {
            await annotation.Callback(callback);
        }

        var values = new Dictionary<string, string>();
        foreach (var (name, value) in callback.EnvironmentVariables)
        {
            if (await TextAsync(context, instance, value, $"environment variable {name}", cancellationToken) is { } text)
            {
                values[name] = text;
            }
        }

        await context.Notifications.PublishUpdateAsync(resource, instance.Id, state => state with
        {
            EnvironmentVariables = [.. values.Select(value => new EnvironmentVariableSnapshot(value.Key, value.Value, true))],
        });
        return values;
    }

    public static async Task<IReadOnlyList<string>> ArgumentsAsync(
        RuntimeContext context, Instance instance, CancellationToken cancellationToken)
    {
        var resource = instance.Resource;
        var callback = new CommandLineArgsCallbackContext([], resource, cancellationToken)
        {
            ExecutionContext = context.Execution,
            Logger = context.Logs.GetLogger(instance.Id),
        };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToList())
        {
            await annotation.Callback(callback);
        }

        var values = new List<string>();
        foreach (var value in callback.Args)
        {
            if (await TextAsync(context, instance, value, $"argument {values.Count + 1}", cancellationToken) is { } text)
            {
                values.Add(text);
            }
        }

        return values;
    }

    private static async Task<string?> TextAsync(
        RuntimeContext context, Instance instance, object value, string what, CancellationToken cancellationToken)
    {
        try
        {
            return value switch
            {
                string text => text,
                IResourceBuilder<IResource> { Resource: IValueProvider inner } => await Ask(inner),
                IValueProvider provider => await Ask(provider),
                IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
                _ => value.ToString(),
            };
        }
        catch (Exception exception) when (exception is InvalidOperationException or MissingParameterValueException)
        {
            throw new DistributedApplicationException(
                $"The {what} of '{instance.Resource.Name}' has no value: {exception.Message}", exception);
        }

        ValueTask<string?> Ask(IValueProvider provider) => provider.GetValueAsync(
            new ValueProviderContext { ExecutionContext = context.Execution, Caller = instance.Resource, Instance = instance },
            cancellationToken);
    }
}
