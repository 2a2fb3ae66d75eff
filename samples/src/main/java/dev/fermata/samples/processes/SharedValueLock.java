package dev.fermata.samples.processes;

import static dev.fermata.samples.processes.SharedValueRace.ROUNDS;
import static dev.fermata.samples.processes.SharedValueRace.meet;

import dev.fermata.process.Process;
import dev.fermata.process.SharedInt;
import java.io.IOException;

/** As {@link SharedValueRace}, but each process holds the lock of the number while it reads and writes: nothing is lost. */
public final class SharedValueLock {
    private SharedValueLock() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try (SharedInt count = SharedInt.create(0);
                SharedInt arrived = SharedInt.create(0);
                SharedInt right = SharedInt.create(0)) {
            Process[] processes = new Process[2];
            for (int i = 0; i < processes.length; i++) {
                processes[i] = new Process(() -> add(count, arrived, right));
                processes[i].start();
            }
            for (Process process : processes) {
                process.join();
            }
            System.out.println("of " + ROUNDS + " rounds, " + right.get() + " ended with 2");
        }
    }

    private static void add(SharedInt count, SharedInt arrived, SharedInt right) throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            meet(arrived, 4 * round + 2);
            try (var held = count.lock()) {
                count.set(count.get() + 1);
            }
            meet(arrived, 4 * round + 4);
            if (count.compareAndSet(2, 0)) {
                right.incrementAndGet();
            }
        }
    }
}
