// Ends with the exit code it is told, after it wrote a line.
Console.WriteLine($"Job done in {Environment.GetEnvironmentVariable("PLACE")}");
return args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 0;
