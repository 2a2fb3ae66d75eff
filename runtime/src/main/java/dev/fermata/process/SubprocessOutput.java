package dev.fermata.process;

import dev.fermata.AsyncGenerator;
import dev.fermata.Coroutine;
import dev.fermata.internal.OutsideCoroutine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Subprocess} writes to one of its streams.
 *
 * <p>One coroutine at a time may read; a second one is an error. A reader that is cancelled takes nothing. A thread reads
 * ahead, but not more than 128 KiB that nobody has asked for.
 *
 * @see <a href="https://docs.python.org/3/library/asyncio-stream.html#streamreader">asyncio: StreamReader</a>
 */
public final class SubprocessOutput {
    private static final int CHUNK = 1 << 13;
    private static final int READ_AHEAD = 1 << 17;

    private final String name;
    private final LineBuffer read = new LineBuffer(); // guard: this

    // OPEN -> ENDED    the stream has ended, has failed (failure != null), or is not wanted any more (close)
    private boolean ended; // guard: this
    private @Nullable IOException failure; // guard: this

    // nobody -> waiting -> woken -> nobody    whoever is woken takes what is there
    private @Nullable Reader reader; // guard: this

    /** What the reading thread waits for while there is too much. */
    private @Nullable CompletableFuture<@Nullable Void> room; // guard: this

    /** Somebody who waits until there is enough. */
    private record Reader(Supplier<Boolean> enough, CompletableFuture<@Nullable Void> woken) {}

    SubprocessOutput(InputStream from, String name) {
        this.name = name;
        Background.start("fermata: " + name, () -> pump(from));
    }

    /**
     * Reads a line.
     *
     * @return to be awaited: the line, without its end; null if there is none any more. It is UTF-8: what is none becomes
     *     {@code U+FFFD}
     * @throws IOException by awaiting it, if the stream cannot be read
     */
    public Coroutine<@Nullable String> readLine() throws IOException {
        return new Reading<>("readLine", this::hasLine) {
            @Override
            @Nullable
            String take() {
                byte[] line = read.takeLine();
                return line == null ? null : new String(line, StandardCharsets.UTF_8);
            }
        };
    }

    /**
     * Reads what is there, and waits if that is nothing.
     *
     * @param most how many bytes at most, at least 1
     * @return to be awaited: at least a byte; none if the stream has ended
     * @throws IOException by awaiting it, if the stream cannot be read
     */
    public Coroutine<byte[]> read(int most) throws IOException {
        if (most < 1) {
            throw new IllegalArgumentException("cannot read " + most + " bytes; it must be at least 1");
        }
        return new Reading<>("read", () -> ended || read.size() > 0) {
            @Override
            byte[] take() {
                return read.take(Math.min(most, read.size()));
            }
        };
    }

    /**
     * Reads to the end.
     *
     * @return to be awaited: all that nobody has read before
     * @throws IOException by awaiting it, if the stream cannot be read to its end; what came before can still be read
     */
    public Coroutine<byte[]> readAll() throws IOException {
        return new Reading<>("readAll", () -> ended) {
            @Override
            byte[] take() throws IOException {
                return takeAll();
            }
        };
    }

    /**
     * All lines that are left, each as soon as it is there.
     *
     * @return a generator; leaving it off in the middle leaves the rest to be read
     */
    public AsyncGenerator<String, Void> lines() {
        return new Lines(this);
    }

    private boolean hasLine() {
        return ended || read.hasLine();
    }

    // ---- those who read

    private abstract class Reading<T extends @Nullable Object> extends OutsideCoroutine<@Nullable Void, T> {
        private final Supplier<Boolean> enough;

        Reading(String function, Supplier<Boolean> enough) {
            super(function, name);
            this.enough = enough;
        }

        @Override
        protected CompletableFuture<@Nullable Void> request() {
            return begin(enough);
        }

        @Override
        protected @Nullable T accept(@Nullable Void arrived) throws IOException {
            synchronized (SubprocessOutput.this) {
                finish();
                T taken = take();
                makeRoom();
                return taken;
            }
        }

        @Override
        protected void giveBack(@Nullable Void arrived) {
            leave();
        }

        abstract @Nullable T take() throws IOException;
    }

    /** Waits until there is enough; then {@link #finish} or {@link #leave}. */
    synchronized CompletableFuture<@Nullable Void> begin(Supplier<Boolean> enough) {
        if (reader != null) {
            throw new IllegalStateException(
                    "another coroutine reads from " + name + " already. One may do that at a time.");
        }
        CompletableFuture<@Nullable Void> woken = new CompletableFuture<>();
        reader = new Reader(enough, woken);
        var unused = woken.whenComplete((nothing, thrown) -> {
            if (woken.isCancelled()) {
                leave();
            }
        });
        wakeReader();
        makeRoom();
        return woken;
    }

    synchronized CompletableFuture<@Nullable Void> beginAll() {
        return begin(() -> ended);
    }

    synchronized byte[] finishAll() throws IOException {
        finish();
        byte[] taken = takeAll();
        makeRoom();
        return taken;
    }

    private void finish() throws IOException {
        reader = null;
        if (read.size() == 0) {
            requireNoFailure();
        }
    }

    private byte[] takeAll() throws IOException {
        requireNoFailure();
        return read.take(read.size());
    }

    private void requireNoFailure() throws IOException {
        if (failure != null) {
            throw new IOException("cannot read from " + name + ": " + failure.getMessage(), failure);
        }
    }

    synchronized void leave() {
        reader = null;
    }

    // ---- the thread that reads ahead

    private void pump(InputStream from) {
        byte[] chunk = new byte[CHUNK];
        try (from) {
            for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
                CompletableFuture<@Nullable Void> wait = add(chunk, count);
                if (wait != null) {
                    Void unused = wait.join();
                }
            }
            end(null);
        } catch (IOException e) {
            end(e);
        } catch (RuntimeException | Error e) { // mostly that there is no memory for so much
            end(new IOException(e.toString(), e));
        }
    }

    /** Adds what was read; returns what to wait for before reading more. */
    private synchronized @Nullable CompletableFuture<@Nullable Void> add(byte[] chunk, int count) {
        if (ended) {
            return null; // nobody wants it
        }
        read.add(chunk, count);
        wakeReader();
        if (read.size() < READ_AHEAD || isWaited()) {
            return null;
        }
        CompletableFuture<@Nullable Void> wait = new CompletableFuture<>();
        room = wait;
        return wait;
    }

    private boolean isWaited() {
        return reader != null && !reader.woken().isDone();
    }

    private synchronized void end(@Nullable IOException thrown) {
        if (!ended) {
            ended = true;
            failure = thrown;
        }
        wakeReader();
    }

    /** Guard: this. */
    private void wakeReader() {
        if (reader != null && reader.enough().get()) {
            reader.woken().complete(null);
        }
    }

    /** Guard: this. */
    private void makeRoom() {
        if (room != null && (ended || isWaited() || read.size() < READ_AHEAD / 2)) {
            room.complete(null);
            room = null;
        }
    }

    /** Drops what is there and what comes. */
    synchronized void close() {
        byte[] unused = read.take(read.size());
        end(null);
        makeRoom();
    }
}
