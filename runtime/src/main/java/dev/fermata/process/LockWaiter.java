package dev.fermata.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A thread that waits in the system until another process frees a file.
 *
 * <p>It is a thread of its own because nothing ends that wait: an interrupt would close the channel, and with it free all
 * locks of this process on the file.
 */
final class LockWaiter {
    /** How long to wait where the system refuses to. */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

    private static final ExecutorService THREADS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), LockWaiter::thread);

    private LockWaiter() {}

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "fermata-lock");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Waits for the lock of a whole file.
     *
     * @param arrived gets it, on another thread
     * @param failed gets the exception if it cannot be had: mostly, that the channel was closed
     */
    static void start(FileChannel channel, Consumer<FileLock> arrived, Consumer<Throwable> failed) {
        THREADS.execute(() -> {
            FileLock lock;
            try {
                lock = await(channel);
            } catch (Throwable thrown) {
                failed.accept(thrown);
                return;
            }
            arrived.accept(lock);
        });
    }

    /**
     * The system refuses to wait where two processes would each wait for the other. It takes a process for a single thread,
     * so it may be wrong: then others of their threads get on, and free a lock.
     */
    private static FileLock await(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (IOException e) {
                if (!channel.isOpen()) {
                    throw e;
                }
            }
            LockSupport.parkNanos(PAUSE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        }
    }
}
