// The telemetry test sets environment variables of the process, which every service started meanwhile would read.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
