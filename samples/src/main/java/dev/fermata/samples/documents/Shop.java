package dev.fermata.samples.documents;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.run;
import static dev.fermata.Asyncio.sleep;
import static java.time.Duration.ofMillis;

import dev.fermata.Coroutine;
import dev.fermata.Task;
import dev.fermata.annotation.Async;

/** The first coroutines of the documents. */
final class Shop {
    private Shop() {}

    @Async
    static Coroutine<Integer> price(String item) {
        await(sleep(ofMillis(20))); // stands for a question to a server
        System.out.println(item);
        return done(item.length());
    }

    @Async
    static Coroutine<Integer> oneAfterTheOther() {
        int tea = await(price("tea"));
        int cake = await(price("cake"));
        return done(tea + cake);
    }

    @Async
    static Coroutine<Integer> beside() {
        Task<Integer> tea = createTask(price("green tea"));
        Task<Integer> cake = createTask(price("carrot cake"));
        return done(await(tea) + await(cake));
    }

    public static void main(String[] args) {
        System.out.println(run(oneAfterTheOther()));
        System.out.println(run(beside()));
    }
}
