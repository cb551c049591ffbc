import fc from 'fast-check';

// A property that fails has noticed the mutant, and need not look for the smallest example; what it has not found soon it rarely finds.
fc.configureGlobal({ endOnFailure: true, numRuns: 25, interruptAfterTimeLimit: 100 });
