package dev.fermata.woven;

import dev.fermata.AsyncGenerator;
import dev.fermata.EventLoop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/** The asynchronous generators of a loop that were started and have not ended: the loop closes them when it ends. */
public final class Leftovers {
    private static final Map<EventLoop, Leftovers> ALL = Collections.synchronizedMap(new WeakHashMap<>());

    /** In the order in which they were started. Guard: the loop's thread. */
    private final Set<AsyncGeneratorFrame<?, ?>> generators = new LinkedHashSet<>();

    private Leftovers() {}

    static Leftovers of(EventLoop loop) {
        return ALL.computeIfAbsent(loop, key -> new Leftovers());
    }

    void add(AsyncGeneratorFrame<?, ?> generator) {
        generators.add(generator);
    }

    void remove(AsyncGeneratorFrame<?, ?> generator) {
        generators.remove(generator);
    }

    /**
     * Takes what is left over from a loop, for closing.
     *
     * @param loop the loop, not running
     * @return the generators, in the order in which they were started
     */
    public static List<AsyncGenerator<?, ?>> take(EventLoop loop) {
        Leftovers leftovers = ALL.remove(loop);
        return leftovers == null ? List.of() : new ArrayList<>(leftovers.generators);
    }
}
