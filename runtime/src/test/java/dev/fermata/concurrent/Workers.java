package dev.fermata.concurrent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What tests run in workers, and how they see what became of them. */
final class Workers {
    static final long PATIENCE_SECONDS = 60;

    private Workers() {}

    static long pid() {
        return ProcessHandle.current().pid();
    }

    /** Prints its process and then never ends. */
    static int endless() {
        System.out.println(pid());
        while (true) {
            Thread.onSpinWait();
        }
    }

    /** Returns its process when so many others have called it too. */
    static long meet(String directory, int count) throws IOException {
        Files.createFile(Path.of(directory, pid() + "-" + Thread.currentThread().getId() + "-" + System.nanoTime()));
        while (Path.of(directory).toFile().list().length < count) {
            Thread.onSpinWait();
        }
        return pid();
    }

    /** The processes that this one has started, and those of theirs. */
    static List<Long> alive() {
        return ProcessHandle.current().descendants().map(ProcessHandle::pid).toList();
    }

    static void awaitEnd(long pid) throws Exception {
        var process = ProcessHandle.of(pid);
        if (process.isPresent()) {
            process.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    static Throwable failure(Future<?> future) throws InterruptedException, TimeoutException {
        try {
            Object value = future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            throw new AssertionError("the task returned " + value);
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    static <T> T value(Future<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
