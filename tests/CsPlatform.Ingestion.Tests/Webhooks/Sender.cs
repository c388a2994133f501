using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsPlatform.Ingestion.V1;
using Google.Protobuf;

namespace CsPlatform.Ingestion.Tests.Webhooks;

/// <summary>A system that sends webhooks as the manual tells it to; it shares no code with the service.</summary>
internal sealed class Sender(Uri address, string source = "im", string secret = Sender.Secret) : IDisposable
{
    internal const string Secret = "0123456789abcdef0123456789abcdef";
    internal const string OtherSecret = "fedcba9876543210fedcba9876543210";

    private readonly HttpClient http = new() { BaseAddress = address };

    public void Dispose() => http.Dispose();

    /// <summary>The settings of a service that knows this sender.</summary>
    internal static string[] Settings(params string[] more) => [$"--Ingestion:Webhooks:im:Secrets:0={Secret}", .. more];

    internal static string Lines(params IEnumerable<Event> events) => string.Join('\n', events.Select(item => Json(item)));

    internal static string Json(Event item) => JsonFormatter.Default.Format(item);

    /// <summary>Signs a body and sends it; the request is made by the second given, counted from now.</summary>
    internal Task<(int Status, JsonElement Answer, HttpResponseHeaders Headers)> SendAsync(
        string body, int seconds = 0, string contentType = "application/x-ndjson")
    {
        var time = DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return SendAsync(Encoding.UTF8.GetBytes(body), time, Sign(time, body), contentType);
    }

    internal async Task<(int Status, JsonElement Answer, HttpResponseHeaders Headers)> SendAsync(
        byte[] body, string? time, string? signature, string contentType = "application/x-ndjson", bool isChunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/webhooks/{source}");
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        request.Headers.TransferEncodingChunked = isChunked;
        if (time is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Cs-Timestamp", time);
        }

        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Cs-Signature", signature);
        }

        using var response = await http.SendAsync(request);
        var answer = response.Content.Headers.ContentLength == 0
            ? default
            : await response.Content.ReadFromJsonAsync<JsonElement>();
        return ((int)response.StatusCode, answer, response.Headers);
    }

    internal string Sign(string time, string body)
        => "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")));
}
