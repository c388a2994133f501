using CsPlatform.Metrics.V1;

namespace CsPlatform.Metrics.Board;

/// <summary>A board as Postgres gives it.</summary>
/// <param name="Board">The board, without its source.</param>
/// <param name="Position">How far ingestion's feed is counted in it.</param>
internal sealed record CountedBoard(LiveBoard Board, long Position);
