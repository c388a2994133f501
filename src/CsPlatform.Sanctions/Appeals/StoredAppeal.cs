using CsPlatform.Domain.Sanctions.Appeals;

namespace CsPlatform.Sanctions.Appeals;

/// <summary>An appeal as it is stored.</summary>
/// <param name="Body">The appeal as it stands.</param>
/// <param name="ContentHash">SHA-256 of what was filed.</param>
/// <param name="DecidedBy">Who took the appealed decision: "rulebook", or a person.</param>
internal sealed record StoredAppeal(V1.Appeal Body, byte[] ContentHash, string DecidedBy)
{
    /// <summary>What may be done with it. States have the same numbers on both sides.</summary>
    public Appeal Rules => new((AppealState)(int)Body.State, Body.FiledBy, DecidedBy);
}

/// <summary>Something that is done with an appeal.</summary>
/// <param name="Kind">What it ends as; UNSPECIFIED = somebody looked.</param>
/// <param name="Actor">Who does it.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why; empty for a look.</param>
/// <param name="Accepted">Consultations whose exclusion is accepted.</param>
internal sealed record AppealDeed(V1.AppealState Kind, string Actor, DateTimeOffset At, string Reason, IReadOnlyList<string> Accepted);

/// <summary>Which appeals to read. Empty texts and nulls do not filter.</summary>
internal sealed record AppealQuery(string Platform, string ShopId, V1.AppealState State, int PageSize, (string ShopId, string Id)? After);
