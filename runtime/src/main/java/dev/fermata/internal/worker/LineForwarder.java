package dev.fermata.internal.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Copies what a child process writes to one of its standard streams to a stream of this process, at once and by whole
 * lines, byte for byte. It remembers the last lines, to be shown if the child dies.
 */
public final class LineForwarder implements Runnable {
    private static final int LONGEST_LINE = 1 << 16;
    private static final int REMEMBERED = 20;

    private final InputStream from;
    private final Supplier<PrintStream> to;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(); // the forwarding thread only
    private final Deque<String> last = new ArrayDeque<>(); // guard: itself
    private final Thread thread;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private LineForwarder(InputStream from, Supplier<PrintStream> to, String name) {
        this.from = from;
        this.to = to;
        this.thread = new Thread(this, name);
        thread.setDaemon(true);
    }

    /**
     * Begins to forward, on a daemon thread that ends with the stream.
     *
     * @param from of the child
     * @param to asked for each line, because {@code System.setOut} may change it
     * @param name of the thread
     * @return the forwarder
     */
    public static LineForwarder start(InputStream from, Supplier<PrintStream> to, String name) {
        LineForwarder forwarder = new LineForwarder(from, to, name);
        forwarder.thread.start();
        return forwarder;
    }

    /**
     * What the child has written last. Called on any thread.
     *
     * @return up to twenty lines, each with its end
     */
    public String tail() {
        synchronized (last) {
            return String.join("", last);
        }
    }

    /**
     * Waits until the stream has ended: some milliseconds after the child has, unless children of its own hold it open.
     *
     * @param milliseconds how long at most
     * @throws InterruptedException if this thread is interrupted
     */
    public void join(long milliseconds) throws InterruptedException {
        thread.join(milliseconds);
    }

    /**
     * The end of the stream.
     *
     * @return done when all is forwarded
     */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public void run() {
        byte[] buffer = new byte[8192];
        try (from) {
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    line.write(buffer[i]);
                    if (buffer[i] == '\n' || line.size() >= LONGEST_LINE) {
                        forward();
                    }
                }
            }
        } catch (IOException e) {
            // The child is gone, and so is its stream.
        }
        forward();
        ended.complete(null);
    }

    private void forward() {
        if (line.size() == 0) {
            return;
        }
        synchronized (last) {
            if (last.size() == REMEMBERED) {
                last.removeFirst();
            }
            last.addLast(line.toString(Charset.defaultCharset()));
        }
        PrintStream stream = to.get();
        stream.write(line.toByteArray(), 0, line.size());
        stream.flush();
        line.reset();
    }
}
