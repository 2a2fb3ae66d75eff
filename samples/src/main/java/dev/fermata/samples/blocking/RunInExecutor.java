package dev.fermata.samples.blocking;

import static dev.fermata.Asyncio.*;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import dev.fermata.concurrent.ProcessPoolExecutor;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Calls that would block the loop, awaited: on the loop's own threads, on those of a pool, and in another process.
 *
 * <p>Take threads for calls that wait, and processes for those that keep a core busy and that may crash, or fill the memory,
 * or have to be stopped.
 */
public final class RunInExecutor {
    private RunInExecutor() {}

    public static void main(String[] args) {
        ExecutorService threads = Executors.newSingleThreadExecutor(call -> new Thread(call, "my thread"));
        try (ProcessPoolExecutor processes = new ProcessPoolExecutor(1)) {
            Asyncio.run(callEverywhere(threads, processes));
        } finally {
            threads.shutdown();
        }
    }

    @Async
    static Coroutine<Void> callEverywhere(ExecutorService threads, ProcessPoolExecutor processes) {
        System.out.println("default executor: " + await(runInExecutor(null, () -> readSomething())));
        System.out.println("own thread pool: " + await(runInExecutor(threads, () -> readSomething()))
                + await(runInExecutor(
                        threads, () -> " on " + Thread.currentThread().getName())));
        System.out.println("own process pool: " + await(runInExecutor(processes, () -> computeSomething())));
        System.out.println("this is process " + ProcessHandle.current().pid());
        return done();
    }

    private static String readSomething() throws IOException {
        try (InputStream file = RunInExecutor.class.getResourceAsStream("RunInExecutor.class")) {
            return "io result " + HexFormat.of().formatHex(file.readNBytes(4));
        }
    }

    private static String computeSomething() {
        return "cpu result " + BusyWork.sumOfSquares(1_000_000) + " in process "
                + ProcessHandle.current().pid();
    }
}
