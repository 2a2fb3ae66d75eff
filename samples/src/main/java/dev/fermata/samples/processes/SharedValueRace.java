package dev.fermata.samples.processes;

import dev.fermata.process.Process;
import dev.fermata.process.SharedInt;
import java.io.IOException;

/**
 * Two processes add one to a shared number, 100 times over, in two steps: each reads the number, and writes one more.
 *
 * <p>Where both read before either writes, one of the two is lost. See {@link SharedValueLock}; and
 * {@code incrementAndGet()} would do both in one step.
 */
public final class SharedValueRace {
    static final int ROUNDS = 100;

    private SharedValueRace() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try (SharedInt count = SharedInt.create(0);
                SharedInt arrived = SharedInt.create(0);
                SharedInt lost = SharedInt.create(0)) {
            Process[] processes = new Process[2];
            for (int i = 0; i < processes.length; i++) {
                processes[i] = new Process(() -> race(count, arrived, lost));
                processes[i].start();
            }
            for (Process process : processes) {
                process.join();
            }
            System.out.println("of " + ROUNDS + " rounds, " + lost.get() + " ended with 1 instead of 2");
        }
    }

    private static void race(SharedInt count, SharedInt arrived, SharedInt lost) {
        for (int round = 0; round < ROUNDS; round++) {
            meet(arrived, 4 * round + 2);
            count.set(count.get() + 1);
            meet(arrived, 4 * round + 4);
            if (count.compareAndSet(1, 0)) {
                lost.incrementAndGet();
            } else {
                count.compareAndSet(2, 0);
            }
        }
    }

    /** Goes on when both are here. */
    static void meet(SharedInt arrived, int both) {
        arrived.incrementAndGet();
        while (arrived.get() < both) {
            Thread.onSpinWait();
        }
    }
}
