package dev.fermata.samples.sync;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.Stopwatch.print;
import static java.time.Duration.ofSeconds;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import dev.fermata.sync.Condition;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Three customers wait until there is something to buy. Each delivery wakes all of them; they look one after the other, and
 * who finds nothing waits once more.
 */
public final class WakeAll {
    private final Condition condition = new Condition();
    private final Deque<String> shop = new ArrayDeque<>();

    private WakeAll() {}

    public static void main(String[] args) {
        WakeAll market = new WakeAll();
        Asyncio.run(market.open());
    }

    @Async
    Coroutine<Void> open() {
        var customers = gather(buys("A"), buys("B"), buys("C"));
        await(delivers("apples", "bread"));
        await(delivers("cheese"));
        await(customers);
        print("all have bought something");
        return done();
    }

    @Async
    Coroutine<Void> delivers(String... goods) {
        await(sleep(ofSeconds(1)));
        try (var held = await(condition.acquire())) {
            for (String good : goods) {
                print("delivered: " + good);
                shop.add(good);
            }
            condition.signalAll();
        }
        return done();
    }

    @Async
    Coroutine<Void> buys(String name) {
        try (var held = await(condition.acquire())) {
            print(name + " waits");
            await(condition.waitFor(() -> !shop.isEmpty()));
            print(name + " buys " + shop.remove());
        }
        return done();
    }
}
