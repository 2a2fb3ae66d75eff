package dev.fermata.samples.documents;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.run;
import static dev.fermata.Asyncio.sleep;

import dev.fermata.AsyncGenerator;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One method for each form of what awaits that the document about weaving shows from the inside. */
public final class Awaiting {
    private Awaiting() {}

    public static void main(String[] args) {
        System.out.println(run(total(3)));
        run(ticks(2).forEach(System.out::println));
        System.out.println(length(CompletableFuture.completedFuture("a word")).join());
    }

    @Async
    static Coroutine<Integer> price(int number) {
        if (number % 2 == 0) {
            await(sleep(Duration.ofMillis(10)));
        }
        return done(100 + number);
    }

    @Async
    static Coroutine<Integer> total(int count) {
        int sum = 0;
        for (int number = 0; number < count; number++) {
            sum += await(price(number));
        }
        return done(sum);
    }

    @Async
    static AsyncGenerator<Integer, Void> ticks(int count) {
        for (int tick = 1; tick <= count; tick++) {
            await(sleep(Duration.ofMillis(10)));
            AsyncGenerator.yield(tick);
        }
        return done();
    }

    @Async
    static CompletableFuture<Integer> length(CompletableFuture<String> text) {
        return done(await(text).length());
    }
}
