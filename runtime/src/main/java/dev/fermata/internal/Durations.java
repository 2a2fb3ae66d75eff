package dev.fermata.internal;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as nanoseconds, and in words. */
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
     * A duration in words, for messages.
     *
     * @param nanos its length, not negative
     * @return all of it, as in {@code 20 ms}, {@code 0.5 ms}, {@code 1.5 s}, {@code 90 s}
     */
    public static String words(long nanos) {
        boolean isShort = nanos < 1_000_000_000L;
        BigDecimal number = BigDecimal.valueOf(nanos, isShort ? 6 : 9).stripTrailingZeros();
        return number.toPlainString() + (isShort ? " ms" : " s");
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
