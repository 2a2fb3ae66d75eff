package dev.fermata.concurrent;

import dev.fermata.internal.worker.Filters;
import java.io.ObjectInputFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Describes a {@link ProcessPoolExecutor}. Not for several threads at a time. */
public final class ProcessPoolBuilder {
    /** What nanoseconds can count, with room to add to it: 146 years. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    private int maxWorkers = Runtime.getRuntime().availableProcessors();

    private int minWorkers;
    private @Nullable Duration idleTimeout;
    private @Nullable SerializableRunnable initializer;
    private int maxTasksPerWorker;
    private @Nullable Duration taskTimeout;
    private List<String> jvmOptions = List.of();
    private Map<String, String> environment = Map.of();
    private @Nullable Path workingDirectory;
    private String serialFilter = Filters.STANDARD;

    ProcessPoolBuilder() {}

    /**
     * How many processes there may be at a time. Default: the number of cores.
     *
     * @param count at least 1
     * @return this
     */
    public ProcessPoolBuilder maxWorkers(int count) {
        maxWorkers = atLeast(1, count, "maxWorkers");
        return this;
    }

    /**
     * How many processes are started with the pool, and do not end however long they are idle. Default: none.
     *
     * @param count not more than {@link #maxWorkers}
     * @return this
     */
    public ProcessPoolBuilder minWorkers(int count) {
        minWorkers = atLeast(0, count, "minWorkers");
        return this;
    }

    /**
     * How long a worker may be without a task before it is ended. Default: for ever.
     *
     * @param timeout more than nothing
     * @return this
     */
    public ProcessPoolBuilder idleTimeout(Duration timeout) {
        idleTimeout = positive(timeout, "idleTimeout");
        return this;
    }

    /**
     * Runs once in each worker before its first task. If it throws, the pool is broken: all tasks fail, and no more workers
     * are started. Default: nothing.
     *
     * @param task run in each worker
     * @return this
     */
    public ProcessPoolBuilder initializer(SerializableRunnable task) {
        initializer = Objects.requireNonNull(task, "task");
        return this;
    }

    /**
     * After how many tasks a worker is replaced by a new one. Default: never.
     *
     * @param count at least 1
     * @return this
     */
    public ProcessPoolBuilder maxTasksPerWorker(int count) {
        maxTasksPerWorker = atLeast(1, count, "maxTasksPerWorker");
        return this;
    }

    /**
     * How long a task may run before it fails with a {@link java.util.concurrent.TimeoutException} and its worker is ended.
     * The time in the queue does not count; the way to the worker and back does. Default: for ever.
     *
     * @param timeout more than nothing
     * @return this
     */
    public ProcessPoolBuilder taskTimeout(Duration timeout) {
        taskTimeout = positive(timeout, "taskTimeout");
        return this;
    }

    /**
     * Options for the JVMs of the workers, in addition to those of this one, and stronger. Default: none.
     *
     * @param options as on a command line, one string each: {@code "-Xmx256m"}, {@code "-Dname=value"}
     * @return this
     */
    public ProcessPoolBuilder jvmOptions(String... options) {
        jvmOptions = List.of(options);
        return this;
    }

    /**
     * Environment variables of the workers, in addition to those of this process, and stronger. Default: none.
     *
     * @param variables values by name
     * @return this
     */
    public ProcessPoolBuilder environment(Map<String, String> variables) {
        environment = Map.copyOf(variables);
        return this;
    }

    /**
     * The directory in which the workers work. Default: that of this process.
     *
     * @param directory exists
     * @return this
     */
    public ProcessPoolBuilder workingDirectory(Path directory) {
        workingDirectory = Objects.requireNonNull(directory, "directory");
        return this;
    }

    /**
     * Which classes may be read from the channel, by the workers and by this process. Default: all but some that are known to
     * run code as they are read, listed in docs/processes.md. With the filter of the JVM ({@code jdk.serialFilter}) both must agree.
     *
     * @param pattern as {@link ObjectInputFilter.Config#createFilter} has it: {@code "com.example.*;java.base/*;!*"}
     * @return this
     * @throws IllegalArgumentException if the pattern is wrong
     */
    public ProcessPoolBuilder serialFilter(String pattern) {
        var unused = Filters.of(pattern);
        serialFilter = pattern;
        return this;
    }

    /**
     * Makes the pool.
     *
     * @return a pool, to be closed
     * @throws IllegalArgumentException if {@code minWorkers} is more than {@code maxWorkers}
     */
    public ProcessPoolExecutor build() {
        return new ProcessPoolExecutor(settings());
    }

    PoolSettings settings() {
        if (minWorkers > maxWorkers) {
            throw new IllegalArgumentException("minWorkers is " + minWorkers + ", more than maxWorkers, which is "
                    + maxWorkers + ". Set maxWorkers as well.");
        }
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return new PoolSettings(
                maxWorkers,
                minWorkers,
                idleTimeout,
                initializer,
                maxTasksPerWorker,
                taskTimeout,
                jvmOptions,
                environment,
                workingDirectory,
                serialFilter,
                context == null ? ClassLoader.getSystemClassLoader() : context);
    }

    private static int atLeast(int least, int count, String name) {
        if (count < least) {
            throw new IllegalArgumentException(name + " is " + count + ", and must be " + least + " or more.");
        }
        return count;
    }

    private static Duration positive(Duration timeout, String name) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException(name + " is " + timeout + ", and must be more than nothing.");
        }
        return timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
    }
}
