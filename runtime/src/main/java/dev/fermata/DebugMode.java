package dev.fermata;

import dev.fermata.internal.Log;
import dev.fermata.internal.NeverAwaited;
import dev.fermata.internal.Sites;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a loop notes in debug mode. Confined to its thread, but for the {@link Watchdog} and the places of calls. */
final class DebugMode {
    /** Whether loops are in debug mode from the beginning. */
    static final boolean BY_DEFAULT = Boolean.getBoolean("fermata.debug");

    private final EventLoop loop;
    final NeverAwaited.Registry neverAwaited;

    /** By tasks, futures and handles, which compare by identity. For any thread: some are made by others, or wrongly so. */
    private final Map<Object, List<StackTraceElement>> sites = Collections.synchronizedMap(new WeakHashMap<>());

    private final Watchdog watchdog = new Watchdog();
    private long slow = TimeUnit.MILLISECONDS.toNanos(100);

    DebugMode(EventLoop loop) {
        this.loop = loop;
        neverAwaited = NeverAwaited.Registry.of(loop);
    }

    void setSlow(Duration duration) {
        slow = duration.toNanos();
    }

    /** Notes where {@code made} was made: a task, a future or a handle. Called on any thread. */
    void made(Object made) {
        sites.put(made, Sites.here());
    }

    /** Where it was made, in words. */
    String site(Object made) {
        List<StackTraceElement> calls = sites.get(made);
        return calls == null ? "" : "\nIt was made here:" + Sites.lines(calls);
    }

    /** Runs something that is ready, and tells if that takes long. */
    void run(Object entry) {
        watchdog.begin(slow);
        long begin = System.nanoTime();
        try {
            loop.run(entry);
        } finally {
            long nanos = System.nanoTime() - begin;
            StackTraceElement @Nullable [] blocked = watchdog.end();
            if (nanos >= slow) {
                Log.LOGGER.log(
                        Level.WARNING,
                        "Executing " + entry + " took " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms"
                                + (blocked == null ? "" : ". It was here:" + Sites.lines(List.of(blocked))));
            }
        }
        neverAwaited.poll();
    }

    void close() {
        watchdog.close();
        neverAwaited.close();
    }
}
