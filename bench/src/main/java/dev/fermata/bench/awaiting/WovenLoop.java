package dev.fermata.bench.awaiting;

import dev.fermata.bench.Looped;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * Loops that do more than await: as coroutines, and by hand. What a coroutine costs should vanish in them. Per row of
 * {@link #COLUMNS} numbers.
 */
@OperationsPerInvocation(WovenLoop.ROWS)
public class WovenLoop extends Looped {
    static final int ROWS = 64;
    static final int COLUMNS = 256;

    private final int[][] rows = rows();
    private final int[] numbers = numbers();

    /** One loop that awaits a call for each number; none suspends. */
    @Benchmark
    public long never() {
        return loop.runUntilComplete(FermataLoops.checked(numbers));
    }

    @Benchmark
    public long neverByHand() {
        return ByHandLoops.checked(numbers);
    }

    /** One loop; it suspends at a handful of all the numbers. */
    @Benchmark
    public long seldom() {
        return loop.runUntilComplete(FermataLoops.maxima(numbers));
    }

    @Benchmark
    public long seldomByHand() {
        return loop.runUntilComplete(new ByHandLoops.Maxima(loop, numbers).start());
    }

    /** A hot loop without an await, in a loop that suspends each time. */
    @Benchmark
    public long innerLoop() {
        return loop.runUntilComplete(FermataLoops.sums(rows));
    }

    @Benchmark
    public long innerLoopByHand() {
        return loop.runUntilComplete(new ByHandLoops.Sums(loop, rows).start());
    }

    /** A hot loop that suspends once in a while, in another loop. */
    @Benchmark
    public long inInnerLoop() {
        return loop.runUntilComplete(FermataLoops.marks(rows));
    }

    @Benchmark
    public long inInnerLoopByHand() {
        return loop.runUntilComplete(new ByHandLoops.Marks(loop, rows).start());
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
