using System.CommandLine;
using CsPlatform.Cli.Output;
using CsPlatform.Ingestion.V1;

namespace CsPlatform.Cli.Verbs;

/// <summary>The options that choose items of the quarantine.</summary>
internal static class QuarantineFilters
{
    private const string AnyState = "any";
    private const int PageSize = 1_000;

    private static readonly Option<string> Platform = new("--platform") { Description = "Only this platform.", HelpName = "P" };
    private static readonly Option<string> Shop =
        new("--shop") { Description = "Only this shop; needs --platform.", HelpName = "S" };

    private static readonly Option<string> Source = new("--source") { Description = "Only this source.", HelpName = "SOURCE" };
    private static readonly Option<string> Outcome =
        new("--outcome") { Description = "Only this outcome: rejected, conflict.", HelpName = "O" };

    private static readonly Option<string> State = new("--state")
    {
        Description = $"Only this state: {Wording.Words<QuarantineState>()}, or {AnyState} [default: open].",
        HelpName = "STATE",
    };

    public static IReadOnlyList<Option> All { get; } = [Platform, Shop, Source, Outcome, State];

    /// <summary>Whether any of them is given.</summary>
    public static bool AreGiven(ParseResult parse) => All.Any(option => parse.GetResult(option) is { Implicit: false });

    /// <summary>What they ask for.</summary>
    public static ListQuarantineRequest Read(ParseResult parse) => new()
    {
        Platform = parse.GetValue(Platform) ?? "",
        ShopId = parse.GetValue(Shop) ?? "",
        Source = parse.GetValue(Source) ?? "",
        Outcome = OutcomeOf(parse.GetValue(Outcome)),
        State = StateOf(parse.GetValue(State)),
        PageSize = PageSize,
        WithoutContent = true,
    };

    /// <summary>The items, page after page.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<QuarantinedItem>> PagesAsync(VerbRun run, ListQuarantineRequest request)
    {
        do
        {
            var page = await run.Services.Ingestion
                .ListQuarantineAsync(request, cancellationToken: run.Cancellation).ConfigureAwait(false);
            request.PageToken = page.NextPageToken;
            yield return page.Items;
        }
        while (request.PageToken.Length > 0);
    }

    private static ItemOutcome OutcomeOf(string? word) => word is null
        ? ItemOutcome.Unspecified
        : Wording.FromWord<ItemOutcome>(word) is { } outcome and (ItemOutcome.Rejected or ItemOutcome.Conflict)
            ? outcome
            : throw new CliException($"--outcome {word} is none of rejected, conflict.\nNext: name one of them, or leave it out.");

    private static QuarantineState StateOf(string? word) => word switch
    {
        null => QuarantineState.Open,
        AnyState => QuarantineState.Unspecified,
        _ => Wording.FromWord<QuarantineState>(word) ?? throw new CliException(
            $"--state {word} is none of {Wording.Words<QuarantineState>()}, {AnyState}.\nNext: name one of them, or leave it out."),
    };
}
