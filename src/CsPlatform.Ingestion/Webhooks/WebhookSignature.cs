using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CsPlatform.Ingestion.Webhooks;

/// <summary>
/// What a request proves itself with: its time in seconds, and "v1=" with the HMAC-SHA256, in hex, of the time, a dot and the body under
/// a secret of the source.
/// </summary>
internal sealed record WebhookSignature(DateTimeOffset At, string Time, byte[] Mac)
{
    internal const string TimeHeader = "X-Cs-Timestamp";
    internal const string SignatureHeader = "X-Cs-Signature";
    private const string Version = "v1=";
    private const int TimeDigitsMax = 11;

    /// <summary>Reads the headers; null when they are no signature.</summary>
    internal static WebhookSignature? Read(string? time, string? signature)
    {
        if (time is null
            || time.Length > TimeDigitsMax
            || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || signature is null
            || signature.Length != Version.Length + (2 * HMACSHA256.HashSizeInBytes)
            || !signature.StartsWith(Version, StringComparison.Ordinal))
        {
            return null;
        }

        var mac = new byte[HMACSHA256.HashSizeInBytes];
        var isHex = Convert.FromHexString(signature.AsSpan(Version.Length), mac, out _, out _) == System.Buffers.OperationStatus.Done;
        return isHex ? new WebhookSignature(DateTimeOffset.FromUnixTimeSeconds(seconds), time, mac) : null;
    }

    /// <summary>Whether its time is within the window, both ends included.</summary>
    internal bool IsWithin(TimeSpan window, DateTimeOffset now) => (now - At).Duration() <= window;

    /// <summary>Whether it was made with one of the secrets. Takes the same time whichever it is, and whether any is.</summary>
    internal bool IsOf(ReadOnlySpan<byte> body, IReadOnlyList<byte[]> secrets)
    {
        var isOurs = false;
        foreach (var secret in secrets)
        {
            isOurs |= CryptographicOperations.FixedTimeEquals(Compute(secret, Time, body), Mac);
        }

        return isOurs;
    }

    /// <summary>What stands for the signed content, whichever secret signed it.</summary>
    internal byte[] Digest(ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(Time + "."));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    /// <summary>The signature's bytes.</summary>
    internal static byte[] Compute(byte[] secret, string time, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(Encoding.ASCII.GetBytes(time + "."));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
