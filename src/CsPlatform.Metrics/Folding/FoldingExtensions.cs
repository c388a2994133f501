using CsPlatform.Metrics.Board;
using CsPlatform.Metrics.Clocks;
using CsPlatform.Metrics.Obligations;

namespace CsPlatform.Metrics.Folding;

/// <summary>Puts the parts of the fold together.</summary>
internal static class FoldingExtensions
{
    /// <summary>Adds the fold; the order of its parts is the order in which they run.</summary>
    internal static IServiceCollection AddFolding(this IServiceCollection services) => services
        .AddSingleton<FoldRun>()
        .AddSingleton<FoldEvents>()
        .AddSingleton<FoldObligations>()
        .AddSingleton<ReplyRules>()
        .AddSingleton<IFoldPart, FoldConsultations>()
        .AddSingleton<IFoldPart, FoldSubjects>()
        .AddSingleton<IFoldPart, ReviseFigures>()
        .AddSingleton<IFoldPart, ReviseScores>()
        .AddSingleton<IFoldPart, FoldTurnClocks>()
        .AddSingleton<IFoldPart>(provider => provider.GetRequiredService<FoldObligations>())
        .AddSingleton<IFoldPart, FoldBoard>();
}
