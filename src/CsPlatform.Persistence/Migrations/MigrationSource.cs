using System.Reflection;

namespace CsPlatform.Persistence.Migrations;

/// <summary>An assembly whose embedded migrations run at start.</summary>
internal sealed record MigrationSource(Assembly Assembly);
