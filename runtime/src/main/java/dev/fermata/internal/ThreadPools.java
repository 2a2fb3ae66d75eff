package dev.fermata.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that blocking calls run on where nobody says otherwise. */
public final class ThreadPools {
    /** As many as asyncio has: enough for blocking calls, not enough to hurt. */
    private static final int MOST_THREADS = Math.min(32, Runtime.getRuntime().availableProcessors() + 4);

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private ThreadPools() {}

    /**
     * Makes an executor: a virtual thread for each call, where the JDK has them, and else a bounded pool of daemon threads.
     *
     * @return the executor, to be shut down
     */
    public static ExecutorService standard() {
        try {
            MethodHandle virtual = MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class));
            return (ExecutorService) virtual.invokeExact();
        } catch (NoSuchMethodException e) {
            return pool(); // before JDK 21
        } catch (Throwable thrown) {
            throw new LinkageError("Executors.newVirtualThreadPerTaskExecutor failed", thrown);
        }
    }

    private static ExecutorService pool() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MOST_THREADS, MOST_THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory daemons() {
        return work -> {
            Thread thread = new Thread(work, "fermata-" + NUMBERS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
