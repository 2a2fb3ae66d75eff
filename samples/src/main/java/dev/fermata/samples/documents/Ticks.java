package dev.fermata.samples.documents;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.run;
import static dev.fermata.Asyncio.sleep;
import static java.time.Duration.ofMillis;

import dev.fermata.AsyncGenerator;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;

/** A generator that awaits. */
final class Ticks {
    private Ticks() {}

    @Async
    static AsyncGenerator<Integer, Void> ticks() {
        for (int i = 1; true; i++) {
            await(sleep(ofMillis(10)));
            AsyncGenerator.yield(i);
        }
    }

    @Async
    static Coroutine<Void> three() {
        AsyncGenerator<Integer, Void> ticks = ticks();
        await(ticks.using(() -> {
            for (int i = 0; i < 3; i++) {
                System.out.println(await(ticks.next()));
            }
            return done();
        }));
        return done();
    }

    @Async
    static AsyncGenerator<String, Void> words() {
        AsyncGenerator.yield("do");
        await(sleep(ofMillis(10)));
        AsyncGenerator.yield("re");
        return done();
    }

    @Async
    static Coroutine<Void> slowly(AsyncGenerator<String, Void> words) {
        String word = await(words.nextOr(""));
        while (!word.isEmpty()) {
            System.out.println(word);
            await(sleep(ofMillis(10)));
            word = await(words.nextOr(""));
        }
        return done();
    }

    public static void main(String[] args) {
        run(three());
        run(slowly(words()));
    }
}
