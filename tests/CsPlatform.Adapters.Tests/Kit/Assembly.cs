// The kit looks at the memory of the whole process: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
