package dev.fermata.bench.generator;

import org.jspecify.annotations.Nullable;

/**
 * The loops of {@link WovenLoop} as one would write them without generators. Like a generator's {@code nextOr(null)} they hand out
 * null at the end, so that nothing is paid for looking ahead.
 */
final class ByHandLoops {
    private ByHandLoops() {}

    interface Loop {
        @Nullable
        Integer next();
    }

    static final class Maxima implements Loop {
        private final int[] numbers;
        private int at;
        private int max = -1;

        Maxima(int[] numbers) {
            this.numbers = numbers;
        }

        @Override
        public @Nullable Integer next() {
            for (int i = at; i < numbers.length; i++) {
                int number = numbers[i];
                if (number > max) {
                    at = i + 1;
                    max = number;
                    return number;
                }
            }
            at = numbers.length;
            return null;
        }
    }

    static final class Sums implements Loop {
        private final int[][] rows;
        private int at;

        Sums(int[][] rows) {
            this.rows = rows;
        }

        @Override
        public @Nullable Integer next() {
            if (at == rows.length) {
                return null;
            }
            int sum = 0;
            for (int number : rows[at++]) {
                sum += number;
            }
            return sum;
        }
    }

    static final class Marks implements Loop {
        private final int[][] rows;
        private int row;
        private int column;
        private int sum;

        Marks(int[][] rows) {
            this.rows = rows;
        }

        @Override
        public @Nullable Integer next() {
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
                        return sumSoFar;
                    }
                }
                start = 0;
            }
            row = rows.length;
            return null;
        }
    }
}
