package dev.fermata.weaver;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;

import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import dev.fermata.woven.Awaits;

/** A coroutine of another class than the one that awaits it. */
public final class Hops {
    private Hops() {}

    /** Lets the loop go round once. */
    @Async
    public static Coroutine<Void> hop() {
        await(Awaits.HOP);
        return done();
    }
}
