// Rollbar's package is one for the whole process, and takes one item at a time: services of tests side by side would wait for each other beyond their deadlines.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
