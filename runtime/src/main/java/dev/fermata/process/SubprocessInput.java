package dev.fermata.process;

import dev.fermata.Coroutine;
import dev.fermata.internal.OutsideCoroutine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The standard input of a {@link Subprocess}. What is written goes there in the order in which it is awaited.
 *
 * @see <a href="https://docs.python.org/3/library/asyncio-stream.html#streamwriter">asyncio: StreamWriter</a>
 */
public final class SubprocessInput {
    private final OutputStream to;
    private final String name;
    private final Executor thread;

    SubprocessInput(OutputStream to, String name) {
        this.to = to;
        this.name = name;
        ThreadPoolExecutor one =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread made = new Thread(work, "fermata: " + name);
                    made.setDaemon(true);
                    return made;
                });
        one.allowCoreThreadTimeOut(true);
        this.thread = one;
    }

    /**
     * Writes a text.
     *
     * @param text as UTF-8; the end of a line is a part of it
     * @return to be awaited: the system has taken it. Cancelling that does not take it back
     * @throws IOException by awaiting it, if the program has closed its input, or has ended
     */
    public Coroutine<Void> write(String text) throws IOException {
        return write(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes bytes.
     *
     * @param bytes not to be changed meanwhile
     * @return as for {@link #write(String)}
     * @throws IOException as for {@link #write(String)}
     */
    public Coroutine<Void> write(byte[] bytes) throws IOException {
        Objects.requireNonNull(bytes, "bytes");
        return new Writing("write", () -> {
            to.write(bytes);
            to.flush();
        });
    }

    /**
     * Closes it: the program finds the end of its input.
     *
     * @return to be awaited
     * @throws IOException by awaiting it, if what was written before could not be
     */
    public Coroutine<Void> close() throws IOException {
        return new Writing("close", to::close);
    }

    private interface Work {
        void run() throws IOException;
    }

    private final class Writing extends OutsideCoroutine<@Nullable Void, Void> {
        private final Work work;

        Writing(String function, Work work) {
            super(function, name + " to be read");
            this.work = work;
        }

        @Override
        protected CompletableFuture<@Nullable Void> request() {
            return run(work);
        }

        @Override
        protected @Nullable Void accept(@Nullable Void arrived) {
            return null;
        }
    }

    private CompletableFuture<@Nullable Void> run(Work work) {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        thread.execute(() -> {
            try {
                work.run();
                done.complete(null);
            } catch (Throwable thrown) {
                done.completeExceptionally(thrown);
            }
        });
        return done;
    }

    /** Writes all there is, and closes. A program that does not want to read that is its own business. */
    CompletableFuture<@Nullable Void> feed(byte[] bytes) {
        return run(() -> {
            try (to) {
                to.write(bytes);
            } catch (IOException e) {
                // It has closed its input, or has ended: its exit code tells.
            }
        });
    }

    /** Nobody writes any more. */
    void abandon() {
        var unused = feed(new byte[0]);
    }
}
