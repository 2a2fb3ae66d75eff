package dev.fermata.samples.documents;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.run;
import static dev.fermata.Asyncio.sleep;
import static dev.fermata.Asyncio.taskGroup;
import static dev.fermata.Asyncio.timeout;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.fermata.Coroutine;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** A program of asyncio in Java. */
final class FromAsyncio {
    private FromAsyncio() {}

    @Async
    static Coroutine<String> sayAfter(Duration delay, String what) {
        await(sleep(delay));
        System.out.println(what);
        return done(what);
    }

    static Coroutine<List<String>> both() {
        return taskGroup(group -> {
            Task<String> hello = group.createTask(sayAfter(ofMillis(20), "hello"));
            Task<String> world = group.createTask(sayAfter(ofMillis(10), "world"));
            return done(List.of(await(hello), await(world)));
        });
    }

    @Async
    static Coroutine<Void> program() throws TimeoutException {
        List<String> said = await(timeout(ofSeconds(5), () -> both()));
        System.out.println(said);
        return done();
    }

    public static void main(String[] args) throws TimeoutException {
        run(program());
    }
}
