package dev.fermata.bench.processes;

/**
 * What was measured, the best of some rounds, in seconds.
 *
 * @param roundTrip of an empty task
 * @param tasks until all of many small tasks, submitted together, have come back
 * @param start from making a pool to the value of its first task
 * @param argument for a task with a large argument
 * @param result for a task with a large value
 */
record Figures(double roundTrip, double tasks, double start, double argument, double result) {}
