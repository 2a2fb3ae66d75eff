package dev.fermata.bench.awaiting;

import dev.fermata.EventLoop;
import dev.fermata.Future;

/**
 * The loops of {@link WovenLoop} as one would write them without coroutines: callbacks of the same event loop, which keep
 * their state in fields and schedule themselves again.
 */
final class ByHandLoops {
    private ByHandLoops() {}

    /** A loop that stops now and then, and completes a future at its end. */
    abstract static class Loop implements Runnable {
        final EventLoop loop;
        final Future<Long> result;

        Loop(EventLoop loop) {
            this.loop = loop;
            this.result = loop.createFuture();
        }

        /** Begins in the next turn of the event loop. */
        final Future<Long> start() {
            loop.callSoon(this, null);
            return result;
        }
    }

    static long checked(int[] numbers) {
        long sum = 0;
        for (int number : numbers) {
            sum = 31 * sum + check(number);
        }
        return sum;
    }

    private static int check(int number) {
        if (number < 0) {
            Thread.yield();
        }
        return number >> 1;
    }

    static final class Maxima extends Loop {
        private final int[] numbers;
        private long sum;
        private int at;
        private int max = -1;

        Maxima(EventLoop loop, int[] numbers) {
            super(loop);
            this.numbers = numbers;
        }

        @Override
        public void run() {
            for (int i = at; i < numbers.length; i++) {
                int number = numbers[i];
                if (number > max) {
                    at = i + 1;
                    max = number;
                    sum += number;
                    loop.callSoon(this, null);
                    return;
                }
            }
            result.setResult(sum);
        }
    }

    static final class Sums extends Loop {
        private final int[][] rows;
        private long sum;
        private int at;

        Sums(EventLoop loop, int[][] rows) {
            super(loop);
            this.rows = rows;
        }

        @Override
        public void run() {
            if (at == rows.length) {
                result.setResult(sum);
                return;
            }
            int rowSum = 0;
            for (int number : rows[at++]) {
                rowSum += number;
            }
            sum = 31 * sum + rowSum;
            loop.callSoon(this, null);
        }
    }

    static final class Marks extends Loop {
        private final int[][] rows;
        private long total;
        private int sum;
        private int row;
        private int column;

        Marks(EventLoop loop, int[][] rows) {
            super(loop);
            this.rows = rows;
        }

        @Override
        public void run() {
            int sumSoFar = sum;
            int start = column;
            for (int r = row; r < rows.length; r++) {
                int[] numbers = rows[r];
                for (int c = start; c < numbers.length; c++) {
                    int number = numbers[c];
                    sumSoFar += number;
                    if (number < 0) {
                        row = r;
                        column = c + 1;
                        sum = sumSoFar;
                        total = 31 * total + sumSoFar;
                        loop.callSoon(this, null);
                        return;
                    }
                }
                start = 0;
            }
            result.setResult(total);
        }
    }
}
