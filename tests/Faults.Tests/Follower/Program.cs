using Faults.Tests.Follower;

await CountingFollower.RunAsync(database: args[0], ingestion: new Uri(args[1]));
