using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Local;

/// <summary>Writes the resources' console lines to the host's log too, where tests see them.</summary>
internal static class LogForwarding
{
    public static void Start(RuntimeContext context)
    {
        if (!context.Services.GetRequiredService<DistributedApplicationOptions>().EnableResourceLogging)
        {
            return;
        }

        var loggers = context.Services.GetRequiredService<ILoggerFactory>();
        var application = context.Environment.ApplicationName;
        context.Logs.Written += (name, line) => loggers.CreateLogger($"{application}.Resources.{name}")
            .Log(line.IsErrorMessage ? LogLevel.Error : LogLevel.Information, "{Line}: {Content}", line.LineNumber, line.Content);
    }
}
