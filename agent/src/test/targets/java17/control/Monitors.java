package control;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;

/** Synchronised blocks in generators, which are left before the next yield. */
public class Monitors {
    private final Object lock = new Object();
    private int n;

    @Async
    public static Generator<Object, Object, Object> between_yields() {
        return new Monitors().body();
    }

    @Async
    private Generator<Object, Object, Object> body() {
        for (int i = 0; i < 3; i++) {
            int sent = Generator.<Integer>yield(i);
            synchronized (lock) {
                n += sent;
                if (n > 100) {
                    continue;
                }
                synchronized (this) {
                    Log.say(Thread.holdsLock(lock) && Thread.holdsLock(this));
                }
            }
            Generator.yield(Thread.holdsLock(lock));
        }
        return done(n);
    }

    @Async
    public static Generator<Object, Object, Object> left_by_an_exception() {
        Object lock = new Object();
        try {
            synchronized (lock) {
                Log.fail("inside");
            }
        } catch (IllegalArgumentException e) {
            Generator.yield(Thread.holdsLock(lock));
        }
        return done(Thread.holdsLock(lock));
    }
}
