using CsPlatform.Adapters;
using CsPlatform.Ingestion.V1;

namespace CsPlatform.Cli.Importing;

/// <summary>An event on its way, and the row or line it comes from.</summary>
public sealed record OutgoingEvent(Event Event, InputEntry Entry);
