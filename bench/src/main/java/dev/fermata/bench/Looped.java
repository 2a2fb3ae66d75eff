package dev.fermata.bench;

import dev.fermata.EventLoop;
import org.openjdk.jmh.annotations.TearDown;

/** Benchmarks with an event loop, which is there before anything is measured. */
public abstract class Looped extends Timed {
    protected final EventLoop loop = EventLoop.create();

    @TearDown
    public void close() {
        loop.close();
    }
}
