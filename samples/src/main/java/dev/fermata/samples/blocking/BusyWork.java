package dev.fermata.samples.blocking;

import dev.fermata.concurrent.SerializableCallable;
import java.math.BigInteger;

/** Work that keeps a core busy. */
final class BusyWork {
    /** Volatile, or the compiler would see that nobody looks at the numbers in between, and leave the counting out. */
    private static volatile long counted;

    private BusyWork() {}

    /** Counts to {@code limit}, one by one, and returns it. One call at a time. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    static long count(long limit) {
        counted = 0;
        while (counted < limit) {
            counted++;
        }
        return counted;
    }

    /** The sum of {@code i * i} for all {@code i} from 0 to below {@code n}, however large it is. */
    static BigInteger sumOfSquares(int n) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < n; i++) {
            BigInteger square = BigInteger.valueOf(i).multiply(BigInteger.valueOf(i));
            sum = sum.add(square);
        }
        return sum;
    }

    /**
     * {@link #sumOfSquares} as a task for another thread or process. It stands here and not where it is submitted: a worker
     * loads the class of a lambda before it can run it, and this one is small.
     */
    static SerializableCallable<BigInteger> summing(int n) {
        return () -> sumOfSquares(n);
    }
}
