package dev.fermata.bench.generator;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;

/** The loops of {@link WovenLoop} as generators. */
final class FermataLoops {
    private FermataLoops() {}

    /** The numbers that are greater than all before them. */
    @Async
    static Generator<Integer, Void, Void> maxima(int[] numbers) {
        int max = -1;
        for (int number : numbers) {
            if (number > max) {
                max = number;
                Generator.yield(number);
            }
        }
        return done();
    }

    /** The sum of each row. */
    @Async
    static Generator<Integer, Void, Void> sums(int[][] rows) {
        for (int[] row : rows) {
            int sum = 0;
            for (int number : row) {
                sum += number;
            }
            Generator.yield(sum);
        }
        return done();
    }

    /** The sum of all numbers so far, at each negative one. */
    @Async
    static Generator<Integer, Void, Void> marks(int[][] rows) {
        int sum = 0;
        for (int[] row : rows) {
            for (int number : row) {
                sum += number;
                if (number < 0) {
                    Generator.yield(sum);
                }
            }
        }
        return done();
    }
}
