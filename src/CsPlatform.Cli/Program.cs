using CsPlatform.Cli.Output;
using CsPlatform.Cli.Verbs;

return await CsApp.RunAsync(args, Terminal.OfProcess(), CancellationToken.None);
