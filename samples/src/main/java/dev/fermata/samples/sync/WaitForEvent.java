package dev.fermata.samples.sync;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.Stopwatch.print;
import static java.time.Duration.ofSeconds;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import dev.fermata.sync.Event;

/** A task waits for an event, which the main coroutine sets two seconds later. */
public final class WaitForEvent {
    private WaitForEvent() {}

    public static void main(String[] args) {
        Asyncio.run(setsIt());
    }

    @Async
    static Coroutine<Void> setsIt() {
        Event event = new Event();
        Task<Void> waiter = createTask(waitsFor(event));
        await(sleep(ofSeconds(2)));
        print("set the event");
        event.set();
        await(waiter);
        print("done: " + event);
        return done();
    }

    @Async
    static Coroutine<Void> waitsFor(Event event) {
        print("waiting: " + event);
        await(event.waitUntilSet());
        print("the event is set");
        return done();
    }
}
