package dev.fermata;

import dev.fermata.internal.LibraryCoroutine;
import dev.fermata.internal.Log;
import dev.fermata.internal.ThreadPools;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The default executor of a loop, made when it is first needed. Guard: the loop's thread. */
final class Executors {
    private final EventLoop loop;
    private @Nullable ExecutorService standard;
    private boolean shutDown;

    Executors(EventLoop loop) {
        this.loop = loop;
    }

    ExecutorService standard() {
        if (shutDown) {
            throw new IllegalStateException("the default executor of the loop has been shut down");
        }
        ExecutorService known = standard;
        if (known == null) {
            known = ThreadPools.standard();
            standard = known;
        }
        return known;
    }

    void setStandard(ExecutorService executor) {
        standard = Objects.requireNonNull(executor, "executor");
    }

    /** Lets the threads end, without waiting for them. */
    void close() {
        shutDown = true;
        if (standard != null) {
            standard.shutdown();
            standard = null;
        }
    }

    /** Waits for what runs on the default executor; not longer than {@code timeout}, if that is not null. */
    Coroutine<Void> shutdown(@Nullable Duration timeout) {
        return new Shutdown(timeout);
    }

    private final class Shutdown extends LibraryCoroutine<Void> {
        private static final int ENDED = 1;

        private final @Nullable Duration timeout;
        private @Nullable ExecutorService ending;

        Shutdown(@Nullable Duration timeout) {
            this.timeout = timeout;
        }

        @Override
        protected @Nullable Object resume(int at, @Nullable Object value, @Nullable Throwable exception) {
            return at == START ? start() : ended(exception);
        }

        private @Nullable Object start() {
            shutDown = true;
            ExecutorService executor = standard;
            if (executor == null) {
                return end(null);
            }
            ending = executor;
            executor.shutdown();
            Future<Boolean> terminated = loop.createFuture();
            loop.outside++;
            Thread joining = new Thread(() -> join(executor, terminated), "fermata-shutdown");
            joining.setDaemon(true);
            joining.start();
            return await(ENDED, new TimeoutScope<>(Timeout.after(timeout), scope -> terminated));
        }

        private void join(ExecutorService executor, Future<Boolean> terminated) {
            try {
                boolean unused = executor.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                // Nobody interrupts this thread but to end it.
            }
            loop.callSoonUnlessClosed(() -> {
                loop.outside--;
                Waiting.release(terminated);
            });
        }

        private @Nullable Object ended(@Nullable Throwable exception) {
            if (exception instanceof TimeoutException && ending != null) {
                Log.LOGGER.log(
                        Level.WARNING,
                        "The default executor did not finish joining its threads within {0}. It is left alone.",
                        timeout);
                ending.shutdownNow();
                return end(null);
            }
            resumed(null, exception);
            return end(null);
        }

        @Override
        protected String name() {
            return "shutdownDefaultExecutor";
        }
    }
}
