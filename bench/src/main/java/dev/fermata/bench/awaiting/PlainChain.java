package dev.fermata.bench.awaiting;

/** The chain of {@link Chain} by plain calls, which suspend by {@link Thread#yield}. */
final class PlainChain {
    private PlainChain() {}

    static long sum(int count, int mask) {
        long sum = 0;
        for (int n = 1; n <= count; n++) {
            sum += one(n, mask);
        }
        return sum;
    }

    private static int one(int n, int mask) {
        return two(n, mask) + 1;
    }

    private static int two(int n, int mask) {
        return three(n, mask) + 1;
    }

    private static int three(int n, int mask) {
        return four(n, mask) + 1;
    }

    private static int four(int n, int mask) {
        return five(n, mask) + 1;
    }

    private static int five(int n, int mask) {
        return six(n, mask) + 1;
    }

    private static int six(int n, int mask) {
        return seven(n, mask) + 1;
    }

    private static int seven(int n, int mask) {
        return eight(n, mask) + 1;
    }

    private static int eight(int n, int mask) {
        return nine(n, mask) + 1;
    }

    private static int nine(int n, int mask) {
        return ten(n, mask) + 1;
    }

    private static int ten(int n, int mask) {
        if ((n & mask) == 0) {
            Thread.yield();
        }
        return n;
    }
}
