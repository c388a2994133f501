namespace CsPlatform.Domain.Rulebooks;

/// <summary>What bans do to a shop (handbook 4.4).</summary>
/// <param name="PermanentFrom">Which ban is for good, from 1; it is proposed and needs approval. Those before it may be lifted.</param>
/// <param name="SameNameGoodsStayOut">Whether goods of the same name may not return after it.</param>
public sealed record ProgrammeBans(int PermanentFrom, bool SameNameGoodsStayOut);
