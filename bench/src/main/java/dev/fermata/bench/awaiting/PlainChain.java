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
        return two(n, mask) ^ n << 1;
    }

    private static int two(int n, int mask) {
        return three(n, mask) ^ n << 2;
    }

    private static int three(int n, int mask) {
        return four(n, mask) ^ n << 3;
    }

    private static int four(int n, int mask) {
        return five(n, mask) ^ n << 4;
    }

    private static int five(int n, int mask) {
        return six(n, mask) ^ n << 5;
    }

    private static int six(int n, int mask) {
        return seven(n, mask) ^ n << 6;
    }

    private static int seven(int n, int mask) {
        return eight(n, mask) ^ n << 7;
    }

    private static int eight(int n, int mask) {
        return nine(n, mask) ^ n << 8;
    }

    private static int nine(int n, int mask) {
        return ten(n, mask) ^ n << 9;
    }

    private static int ten(int n, int mask) {
        if ((n & mask) == 0) {
            Thread.yield();
        }
        return n;
    }
}
