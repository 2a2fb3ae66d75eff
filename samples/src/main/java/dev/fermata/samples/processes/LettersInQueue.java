package dev.fermata.samples.processes;

import dev.fermata.process.Process;
import dev.fermata.process.ProcessQueue;
import java.io.IOException;

/**
 * One process writes letters to a queue, another one reads them.
 *
 * <p>The reader would wait for ever: it is terminated at the end, when all letters have arrived.
 */
public final class LettersInQueue {
    private LettersInQueue() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try (ProcessQueue<String> letters = ProcessQueue.create();
                ProcessQueue<String> arrived = ProcessQueue.create()) {
            Process writer = new Process(() -> write(letters));
            Process reader = new Process(() -> read(letters, arrived));
            reader.start();
            writer.start();
            writer.join();
            for (int i = 0; i < 3; i++) {
                System.out.println("arrived: " + arrived.get());
            }
            reader.terminate();
            System.out.println("the reader was terminated, exit code " + reader.join());
        }
    }

    private static void write(ProcessQueue<String> letters) throws IOException, InterruptedException {
        for (String letter : new String[] {"A", "B", "C"}) {
            letters.put(letter);
        }
    }

    private static void read(ProcessQueue<String> letters, ProcessQueue<String> arrived)
            throws IOException, InterruptedException {
        while (true) {
            arrived.put(letters.get());
        }
    }
}
