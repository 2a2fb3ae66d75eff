package dev.fermata.samples.blocking;

import dev.fermata.concurrent.ProcessPoolExecutor;
import dev.fermata.concurrent.RemoteFailure;
import dev.fermata.concurrent.SerializableCallable;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * What can go wrong in worker processes, and what becomes of it: nothing hangs, nothing is lost, and the pool goes on.
 */
public final class WorkerFailure {
    private WorkerFailure() {}

    /** Not serialisable: it cannot leave its process. */
    private static final class Connection {}

    private record Report(String title, Connection source) implements Serializable {}

    public static void main(String[] args) throws InterruptedException {
        try (ProcessPoolExecutor pool = new ProcessPoolExecutor(1)) {
            failure(pool, "a task that throws", () -> parse("twelve"));
            failure(pool, "a task that ends its process", () -> {
                Runtime.getRuntime().halt(3);
                return "never";
            });
            Report report = new Report("sales", new Connection());
            failure(pool, "an argument that cannot travel", () -> report.title());
            failure(pool, "a result that cannot travel", () -> new Report("sales", new Connection()));
            System.out.println("the pool goes on: " + pool.apply(() -> 6 * 7));
        }
        try (ProcessPoolExecutor pool = new ProcessPoolExecutor(1)) {
            pool.map(text -> parse(text), List.of("1", "two", "3")); // nobody looks at the results
        } catch (NumberFormatException e) {
            System.out.println("results that nobody looks at: " + e);
        }
    }

    private static int parse(String text) {
        return Integer.parseInt(text);
    }

    private static void failure(ProcessPoolExecutor pool, String what, SerializableCallable<Object> task)
            throws InterruptedException {
        try {
            System.out.println(what + ": " + pool.submit(task).get());
        } catch (ExecutionException e) {
            print(what, e.getCause());
        }
    }

    /** Prints an exception and, if it was thrown in a worker, the method of ours in which it was, and what says so. */
    private static void print(String what, Throwable failure) {
        System.out.println(what + ": " + failure);
        Stream.of(failure.getStackTrace())
                .filter(frame -> frame.getClassName().equals(WorkerFailure.class.getName()))
                .findFirst()
                .ifPresent(frame -> System.out.println("    at " + frame.getMethodName()));
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof RemoteFailure) {
                System.out.println("    " + cause.getMessage());
            }
        }
    }
}
