package dev.fermata.bench.generator;

import dev.fermata.Generator;
import dev.fermata.bench.Timed;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * Loops that do more than yield: as generators, and by hand in the class that the generator stands for. What a
 * generator costs should vanish in them. Per row of {@link #COLUMNS} numbers.
 */
@OperationsPerInvocation(WovenLoop.ROWS)
public class WovenLoop extends Timed {
    static final int ROWS = 64;
    static final int COLUMNS = 256;

    private final int[][] rows = rows();
    private final int[] numbers = numbers();

    /** One loop; it yields for a handful of all the numbers. */
    @Benchmark
    public long seldom() {
        return drain(FermataLoops.maxima(numbers));
    }

    @Benchmark
    public long seldomByHand() {
        return drain(new ByHandLoops.Maxima(numbers));
    }

    /** A hot loop without a yield, in a loop that yields each time. */
    @Benchmark
    public long innerLoop() {
        return drain(FermataLoops.sums(rows));
    }

    @Benchmark
    public long innerLoopByHand() {
        return drain(new ByHandLoops.Sums(rows));
    }

    /** A hot loop that yields once in a while, in another loop. */
    @Benchmark
    public long inInnerLoop() {
        return drain(FermataLoops.marks(rows));
    }

    @Benchmark
    public long inInnerLoopByHand() {
        return drain(new ByHandLoops.Marks(rows));
    }

    private static long drain(Generator<Integer, Void, Void> items) {
        long sum = 0;
        Integer item;
        while ((item = items.nextOr(null)) != null) {
            sum += item;
        }
        return sum;
    }

    private static long drain(ByHandLoops.Loop items) {
        long sum = 0;
        Integer item;
        while ((item = items.next()) != null) {
            sum += item;
        }
        return sum;
    }

    /** Numbers from 0 to 999, and one negative number, a mark, somewhere in each row. */
    private static int[][] rows() {
        Random random = new Random(1);
        int[][] rows = new int[ROWS][];
        for (int row = 0; row < ROWS; row++) {
            rows[row] = random.ints(COLUMNS, 0, 1_000).toArray();
            rows[row][random.nextInt(COLUMNS)] = -1;
        }
        return rows;
    }

    private static int[] numbers() {
        return new Random(2).ints(ROWS * COLUMNS, 0, Integer.MAX_VALUE).toArray();
    }
}
