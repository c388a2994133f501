namespace CsPlatform.Metrics.Subjects;

/// <summary>Registers what metrics over facts beside messages need.</summary>
internal static class SubjectsExtensions
{
    internal static IServiceCollection AddSubjects(this IServiceCollection services) => services
        .AddSingleton<SubjectRules>()
        .AddSingleton<EveryDay>()
        .AddSingleton<Consumers>()
        .AddSingleton<SubjectClosing>();
}
