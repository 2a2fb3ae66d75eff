package dev.fermata.internal;

import java.time.Duration;

/** Durations as nanoseconds. */
public final class Durations {
    private static final long MOST_SECONDS = Long.MAX_VALUE / 1_000_000_000L;

    private Durations() {}

    /**
     * The length in nanoseconds.
     *
     * @param duration any
     * @return its length, or the nearest number if that is more than 292 years
     */
    public static long nanos(Duration duration) {
        long seconds = duration.getSeconds();
        if (seconds >= MOST_SECONDS) {
            return Long.MAX_VALUE;
        }
        return seconds <= -MOST_SECONDS ? Long.MIN_VALUE : seconds * 1_000_000_000L + duration.getNano();
    }

    /**
     * The time after a delay.
     *
     * @param now the present time, not negative
     * @param nanos the delay
     * @return their sum, or the greatest number if that is less
     */
    public static long after(long now, long nanos) {
        long sum = now + nanos;
        return nanos > 0 && sum < now ? Long.MAX_VALUE : sum;
    }
}
