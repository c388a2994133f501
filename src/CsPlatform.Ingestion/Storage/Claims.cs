using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CsPlatform.Ingestion.Storage;

/// <summary>
/// What is stored beside an event's key to know the batch that brought it. The sender's name of the batch makes it, so the same batch
/// sent again finds its own events and gets its first answer, and the server keeps nothing per session. A batch without a name gets
/// one by chance: then it is known again only by the try that stores it.
/// </summary>
internal static class Claims
{
    /// <summary>The claim of a batch of a stream.</summary>
    internal static long OfBatch(string sessionId, long batchNumber)
        => sessionId.Length == 0 ? OfNobody() : Of(string.Create(CultureInfo.InvariantCulture, $"batch {batchNumber} {sessionId}"));

    /// <summary>The claim of a single batch.</summary>
    internal static long OfRequest(string requestId) => requestId.Length == 0 ? OfNobody() : Of($"request {requestId}");

    /// <summary>The claim of a batch without a name: one that no other has.</summary>
    internal static long OfNobody()
    {
        Span<byte> chance = stackalloc byte[sizeof(long)];
        RandomNumberGenerator.Fill(chance);
        return NotZero(BinaryPrimitives.ReadInt64BigEndian(chance));
    }

    private static long Of(string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        return NotZero(BinaryPrimitives.ReadInt64BigEndian(hash));
    }

    // Zero stands beside keys that were stored before there were claims: nobody's batch.
    private static long NotZero(long claim) => claim == 0 ? 1 : claim;
}
