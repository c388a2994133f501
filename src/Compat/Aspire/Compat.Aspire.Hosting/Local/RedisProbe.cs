using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Local;

/// <summary>Healthy when the server takes the password and answers a ping.</summary>
internal sealed class RedisProbe(RedisResource server) : IHealthCheck
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Deadline);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(server.PrimaryEndpoint.Host, server.PrimaryEndpoint.Port, limit.Token);
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            if (server.PasswordParameter is { } password
                && await AskAsync(client, reader, limit.Token, "AUTH", password.Current) is not "+OK" and var refusal)
            {
                return HealthCheckResult.Unhealthy($"Redis refused the password: {refusal}");
            }

            var answer = await AskAsync(client, reader, limit.Token, "PING");
            return answer == "+PONG" ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"Redis answered {answer}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"Redis did not answer within {Deadline.TotalSeconds} s.");
        }
        catch (Exception exception) when (exception is SocketException or IOException or InvalidOperationException)
        {
            return HealthCheckResult.Unhealthy(exception.Message, exception);
        }
    }

    private static async Task<string?> AskAsync(
        TcpClient client, StreamReader reader, CancellationToken cancellationToken, params string[] words)
    {
        var request = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{words.Length}\r\n");
        foreach (var word in words)
        {
            request.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        }

        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(request.ToString()), cancellationToken);
        return await reader.ReadLineAsync(cancellationToken);
    }
}
