using Grpc.Core;

namespace CsPlatform.ServiceDefaults.Tests;

/// <summary>What the probe does when it is called.</summary>
internal sealed record ProbeBehaviour(Func<ServerCallContext, Task> Act);
