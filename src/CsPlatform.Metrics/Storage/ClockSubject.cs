using System.Security.Cryptography;
using System.Text;
using CsPlatform.Domain.Clocks;
using CsPlatform.Domain.Primitives;

namespace CsPlatform.Metrics.Storage;

/// <summary>What clocks are about.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Kind">A consultation's turns, or an obligation.</param>
/// <param name="SubjectId">The consultation, or the case of the obligation.</param>
internal sealed record ClockSubject(ShopKey Shop, ClockKind Kind, string SubjectId)
{
    private const char Separator = '\u001f';

    /// <summary>The id of its row: 16 bytes of a hash that nobody can find a second subject for.</summary>
    /// <param name="ruleId">For an obligation its rule: a case may have several. Empty for turns.</param>
    internal Guid Id(string ruleId = "")
    {
        var text = string.Join(Separator, Shop.Platform, Shop.ShopId, (int)Kind, ruleId, SubjectId);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return new Guid(hash[..16]);
    }
}
