using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>
/// Runs an application host's entry point on a thread of its own: it halts before Build until the test wants the application, and
/// ends there, since starting it is the test's business.
/// </summary>
internal sealed class EntryPointRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly Assembly _assembly;
    private readonly string[] _args;
    private readonly TestDefaults _defaults;
    private readonly TaskCompletionSource<DistributedApplicationBuilder> _builder = new(
        TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _application = new(
        TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _goAhead = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public EntryPointRun(
        Assembly assembly, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    {
        _assembly = assembly;
        _args = args;
        _defaults = new TestDefaults(assembly, args, configure);
    }

    public async Task<IDistributedApplicationTestingBuilder> StartAsync(CancellationToken cancellationToken)
    {
        if (_assembly.EntryPoint is null)
        {
            throw new InvalidOperationException(
                $"Assembly {_assembly.GetName().Name} has no entry point. "
                + "Give a type of the application host, such as Projects.My_AppHost.");
        }

        new Thread(Run) { IsBackground = true, Name = $"Entry point of {_assembly.GetName().Name}" }.Start();
        var builder = await _builder.Task.WaitAsync(Patience, cancellationToken);
        return new TestingBuilder(builder, BuildAsync, () => _goAhead.TrySetResult(false));
    }

    private async Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _goAhead.TrySetResult(true);
        return TestDefaults.Keep(await _application.Task.WaitAsync(Patience, cancellationToken));
    }

    private void Run()
    {
        using var watch = new BuilderWatch
        {
            Constructing = _defaults.Apply,
            Constructed = _defaults.Apply,
            Building = builder =>
            {
                _builder.TrySetResult(builder);
                if (!_goAhead.Task.GetAwaiter().GetResult())
                {
                    throw new HostAbortedException();
                }
            },
            Built = application =>
            {
                _application.TrySetResult(application);
                throw new HostAbortedException();
            },
        };
        try
        {
            var entry = _assembly.EntryPoint!;
            entry.Invoke(null, entry.GetParameters().Length == 0 ? [] : [_args]);
            Fail(new InvalidOperationException("The entry point ended without building a distributed application."));
        }
        catch (TargetInvocationException exception)
        {
            Fail(exception.InnerException ?? exception);
        }
    }

    private void Fail(Exception exception)
    {
        _builder.TrySetException(exception);
        _application.TrySetException(exception);
    }
}
