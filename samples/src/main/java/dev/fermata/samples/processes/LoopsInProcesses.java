package dev.fermata.samples.processes;

import static dev.fermata.Asyncio.*;
import static java.time.Duration.ofMillis;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import dev.fermata.process.Process;
import dev.fermata.process.ProcessQueue;
import dev.fermata.process.SharedInt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Several processes, each with an event loop of its own, share the work of one job.
 *
 * <p>The job has many requests, each of which waits for an answer, and a service that lets each process have some requests
 * under way at a time. So one process is as fast as its share allows, and each further one adds its own: the throughput
 * grows with the processes. The same holds for work that keeps a core busy, as long as there are cores.
 */
public final class LoopsInProcesses {
    private static final int REQUESTS = 80;
    private static final int AT_A_TIME = 4;
    private static final int NO_MORE = -1;

    private LoopsInProcesses() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        for (int processes : new int[] {1, 2, 4}) {
            double seconds = run(processes);
            System.out.println(String.format(
                    Locale.ROOT,
                    "%d loop(s): %d requests in %.1f s, %.0f per second",
                    processes,
                    REQUESTS,
                    seconds,
                    REQUESTS / seconds));
        }
    }

    /** Returns how long the job takes, from when all processes are ready until all have done their share. */
    private static double run(int count) throws IOException, InterruptedException {
        try (ProcessQueue<Integer> requests = ProcessQueue.create();
                ProcessQueue<String> said = ProcessQueue.create();
                SharedInt answered = SharedInt.create(0)) {
            List<Process> processes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Process process = new Process(() -> Asyncio.run(work(requests, said, answered)));
                process.start();
                processes.add(process);
            }
            for (int i = 0; i < count; i++) {
                said.get(); // "ready"
            }
            long begin = System.nanoTime();
            for (int i = 0; i < REQUESTS; i++) {
                requests.put(i);
            }
            for (int i = 0; i < count * AT_A_TIME; i++) {
                requests.put(NO_MORE);
            }
            for (int i = 0; i < count; i++) {
                said.get(); // "done"
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            for (Process process : processes) {
                process.join();
            }
            if (answered.get() != REQUESTS) {
                throw new IllegalStateException(answered + " of " + REQUESTS + " are answered");
            }
            return seconds;
        }
    }

    @Async
    private static Coroutine<Void> work(ProcessQueue<Integer> requests, ProcessQueue<String> said, SharedInt answered)
            throws IOException {
        await(said.putAsync("ready"));
        await(taskGroup(group -> {
            for (int i = 0; i < AT_A_TIME; i++) {
                group.createTask(handle(requests, answered));
            }
            return done();
        }));
        await(said.putAsync("done"));
        return done();
    }

    @Async
    private static Coroutine<Void> handle(ProcessQueue<Integer> requests, SharedInt answered) throws IOException {
        while (await(requests.getAsync()) != NO_MORE) {
            await(sleep(ofMillis(100))); // stands for the wait for an answer
            answered.incrementAndGet();
        }
        return done();
    }
}
