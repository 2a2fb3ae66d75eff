package dev.fermata.internal.hub;

import dev.fermata.internal.Log;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread of a process that reads and writes for all connections to other processes. No other thread touches a
 * channel: an interrupt would close it.
 */
final class HubThread extends Thread {
    /** What is done when a channel is ready. */
    interface Ready {
        void ready(SelectionKey key) throws IOException;

        void failed(IOException failure);
    }

    private static final int MOST_SETTLING_SECONDS = 1;

    /** Between two looks at the channels while the process ends. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private boolean isEnding; // this thread only

    HubThread() {
        super("fermata-hub");
        setDaemon(true);
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does something on this thread. Any thread may ask. */
    void execute(Runnable task) {
        tasks.add(task);
        if (Thread.currentThread() != this) {
            selector.wakeup(); // else it looks for tasks before it waits again
        }
    }

    /** The process ends: waits until what was to be written is written; not for long. On another thread. */
    void settle() {
        CompletableFuture<Void> settled = new CompletableFuture<>();
        execute(() -> {
            isEnding = true;
            settled.complete(null);
        });
        settled.completeOnTimeout(null, MOST_SETTLING_SECONDS, TimeUnit.SECONDS).join();
    }

    SelectionKey register(SelectableChannel channel, int operations, Ready ready) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, operations, ready);
    }

    @Override
    public void run() {
        while (true) {
            select();
            for (SelectionKey key : selector.selectedKeys()) {
                handle(key);
            }
            selector.selectedKeys().clear();
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                run(task);
            }
        }
    }

    /** A JVM that ends waits for its threads that are in a system call, for up to 0.3 seconds: so from then on not there. */
    private void select() {
        try {
            if (isEnding) {
                LockSupport.parkNanos(PAUSE_NANOS);
                selector.selectNow();
            } else {
                selector.select();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void handle(SelectionKey key) {
        Ready ready = (Ready) key.attachment();
        run(() -> {
            try {
                if (key.isValid()) {
                    ready.ready(key);
                }
            } catch (IOException e) {
                ready.failed(e);
            } catch (RuntimeException | Error e) {
                ready.failed(fault(e));
                throw e;
            }
        });
    }

    /** What ends a connection: a message for which there is no memory, or an error of ours. */
    static IOException fault(Throwable thrown) {
        return new IOException("a fault in the connection to another process: " + thrown, thrown);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) { // this thread goes on, for the other connections
            Log.LOGGER.log(Level.ERROR, "A fault in a connection to another process", e);
        }
    }
}
