package dev.fermata.weaver;

import dev.fermata.Asyncio;
import dev.fermata.Awaitable;
import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.woven.Finished;
import java.io.IOException;
import java.time.Duration;
import java.util.ConcurrentModificationException;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * The places at which twins await: where a plain twin gets a value from {@link #plain}, the awaiting one awaits one of the
 * others, which is done, or will be in a later turn. At one of the stops an exception is thrown, or the task cancelled. The
 * stops that were passed are counted: both twins must pass the same.
 *
 * <p>Confined to the thread of the test.
 */
public final class Stops {
    private static final int MOST = 50_000;

    private static int count;
    private static int path;
    private static int failing;

    private Stops() {}

    /** Thrown by a program that does not come to its end. */
    public static final class Endless extends Error {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Begins a run.
     *
     * @param stop the number of the stop at which an exception is thrown; 0 for none
     */
    static void begin(int stop) {
        count = 0;
        path = 0;
        failing = stop;
    }

    /** How many stops were passed. */
    static int count() {
        return count;
    }

    /** A number that depends on which stops were passed, and in which order. */
    static int path() {
        return path;
    }

    /** Returns what is to be thrown; null for nothing. */
    private static Throwable pass(int place) {
        count++;
        path = 31 * path + place;
        if (count > MOST) {
            return new Endless();
        }
        return count == failing ? exception(place) : null;
    }

    private static Throwable exception(int place) {
        String message = "at stop " + count;
        return switch (Math.floorMod(place, 11)) {
            case 0 -> new IllegalArgumentException(message);
            case 1 -> new NumberFormatException(message);
            case 2 -> new ClassCastException(message);
            case 3 -> new NullPointerException(message);
            case 4 -> new IndexOutOfBoundsException(message);
            case 5 -> new NoSuchElementException(message);
            case 6 -> new ConcurrentModificationException(message);
            case 7 -> new IOException(message);
            case 8 -> new LinkageError(message);
            default -> new CancelledError();
        };
    }

    // ---- what twins call

    /** The stop of a plain twin. */
    public static Object plain(Object value, int place) throws Throwable {
        Throwable thrown = pass(place);
        if (thrown != null) {
            throw thrown;
        }
        return value;
    }

    /** A future that is done, or will be in the next turn. */
    public static Awaitable<Object> future(Object value, int place) {
        return of(value, pass(place));
    }

    /** The same as a stage. */
    public static CompletableFuture<Object> stage(Object value, int place) {
        Throwable thrown = pass(place);
        var stage = new CompletableFuture<>();
        if (thrown instanceof CancelledError) {
            cancel();
            return stage;
        }
        Runnable end = () -> {
            boolean ignored = thrown == null ? stage.complete(value) : stage.completeExceptionally(thrown);
        };
        soonOrNow(end);
        return stage;
    }

    /** A coroutine that is done, or sleeps; instead of one that fails, the exception is thrown here. */
    public static Coroutine<?> coroutine(Object value, int place) throws Throwable {
        Throwable thrown = pass(place);
        if (thrown instanceof CancelledError) {
            cancel();
            return Asyncio.sleep(Duration.ofHours(1), value);
        } else if (thrown != null) {
            throw thrown;
        }
        return switch (count % 3) {
            case 0 -> Finished.of(value);
            case 1 -> Asyncio.sleep(Duration.ZERO, value);
            default -> Asyncio.sleep(Duration.ofMillis(1), value);
        };
    }

    private static Future<Object> of(Object value, Throwable thrown) {
        Future<Object> future = EventLoop.running().createFuture();
        if (thrown instanceof CancelledError) {
            cancel();
        } else {
            soonOrNow(() -> {
                if (thrown == null) {
                    future.setResult(value);
                } else {
                    future.setException(thrown);
                }
            });
        }
        return future;
    }

    private static void cancel() {
        Objects.requireNonNull(Asyncio.currentTask()).cancel();
    }

    private static void soonOrNow(Runnable end) {
        if (count % 2 == 0) {
            end.run();
        } else {
            var unused = EventLoop.running().callSoon(end);
        }
    }
}
