package dev.fermata.concurrent;

/**
 * How long tasks have taken lately, and how many may thus be sent to a worker ahead: about a millisecond's worth. So tasks of
 * some microseconds do not wait for each other's way to and fro, while longer ones are handed out one by one, in order. Guard:
 * the pool's lock.
 */
final class Pace {
    static final long HORIZON_NANOS = 1_000_000;

    private static final int MOST = 64;

    private double average = 10 * HORIZON_NANOS; // of a task; long, until we know better

    void record(long nanos) {
        average += (nanos - average) / 8;
    }

    int depth() {
        return (int) Math.max(1, Math.min(MOST, HORIZON_NANOS / Math.max(1, average)));
    }
}
