package dev.fermata.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

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
        ExecutorService virtual = virtual();
        return virtual == null ? pool() : virtual;
    }

    /**
     * Threads that do nothing but wait: as many as there is something to wait for.
     *
     * @return the same for all, never to be shut down
     */
    public static Executor waiting() {
        return Waiting.THREADS;
    }

    /** Made when it is needed first. */
    private static final class Waiting {
        static final Executor THREADS = make();

        private static Executor make() {
            ExecutorService virtual = virtual();
            return virtual == null
                    ? new ThreadPoolExecutor(
                            0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons())
                    : virtual;
        }
    }

    /** A virtual thread for each call; null before JDK 21. */
    private static @Nullable ExecutorService virtual() {
        try {
            MethodHandle virtual = MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class));
            return (ExecutorService) virtual.invokeExact();
        } catch (NoSuchMethodException e) {
            return null;
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
