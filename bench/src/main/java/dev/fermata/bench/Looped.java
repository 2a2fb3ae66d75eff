package dev.fermata.bench;

import dev.fermata.EventLoop;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Benchmarks with an event loop, in which several kinds of coroutine have run before, in Kotlin's as well. */
public abstract class Looped extends Timed {
    private static final int ROUNDS = 200;
    private static final int TURNS = 100;

    protected final EventLoop loop = EventLoop.create();

    @Setup
    public void runTheOthers() {
        for (int round = 0; round < ROUNDS; round++) {
            loop.runUntilComplete(OtherCoroutines.all(TURNS));
            KotlinOtherCoroutines.all(TURNS);
        }
    }

    @TearDown
    public void close() {
        loop.close();
    }
}
