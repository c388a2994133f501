namespace CsPlatform.Domain.Rulebooks;

/// <summary>How far a successful report of a user (举报用户) reaches, for every agent of the shop.</summary>
/// <param name="DaysBefore">
/// The user's messages of so many natural days before the day of success are left out; that day is not among them. Null = all
/// before.
/// </param>
public sealed record ReportedUsers(int? DaysBefore);
