package dev.fermata.samples.sync;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.Stopwatch.print;
import static java.time.Duration.ofSeconds;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import dev.fermata.sync.Barrier;
import java.util.concurrent.BrokenBarrierException;

/** Three friends arrive one after the other, and go on together when the last is there; twice. */
public final class GoTogether {
    private GoTogether() {}

    public static void main(String[] args) throws BrokenBarrierException {
        Asyncio.run(trip());
    }

    @Async
    static Coroutine<Void> trip() throws BrokenBarrierException {
        Barrier barrier = new Barrier(3);
        print("begin");
        await(gather(travel(barrier, "A", 1), travel(barrier, "B", 2), travel(barrier, "C", 3)));
        print("done: " + barrier);
        return done();
    }

    @Async
    static Coroutine<Void> travel(Barrier barrier, String name, int seconds) throws BrokenBarrierException {
        for (String place : new String[] {"the station", "the hotel"}) {
            await(sleep(ofSeconds(seconds)));
            print(name + " is at " + place + ": " + barrier);
            int number = await(barrier.waitForAll());
            print(name + " goes on, number " + number);
        }
        return done();
    }
}
