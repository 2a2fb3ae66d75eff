package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.run;
import static dev.fermata.Asyncio.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Methods that return a future of the JDK: they start at once, and go on where the caller lets them. */
class CompletableFutureIT {
    private final List<String> log = new ArrayList<>();

    @Async
    private CompletableFuture<String> greeting(CompletionStage<String> name) {
        log.add("started");
        String greeting = "hello " + await(name);
        log.add("went on");
        return done(greeting);
    }

    @Test
    void without_a_loop_it_goes_on_in_the_thread_that_completes_what_it_awaits() throws Exception {
        CompletableFuture<String> name = new CompletableFuture<>();
        CompletableFuture<String> greeting = greeting(name);
        assertThat(log).containsExactly("started");
        assertThat(greeting).isNotDone();
        Thread thread = new Thread(() -> name.complete("you"));
        thread.start();
        assertThat(greeting.get()).isEqualTo("hello you");
        thread.join();
        assertThat(log).containsExactly("started", "went on");
    }

    @Test
    void what_is_done_already_does_not_suspend() {
        assertThat(greeting(CompletableFuture.completedFuture("you"))).isCompletedWithValue("hello you");
    }

    @Test
    void exceptions_arrive_as_they_were_thrown() {
        CompletableFuture<String> name = new CompletableFuture<>();
        CompletableFuture<String> greeting = greeting(name.thenApply(text -> text));
        name.completeExceptionally(new IOException("no name"));
        assertThatThrownBy(greeting::get).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(IOException.class);
    }

    @Async
    private CompletionStage<String> chained(CompletableFuture<String> name) {
        if (await(name).isEmpty()) {
            return done("nobody");
        }
        return greeting(name);
    }

    @Async
    private Coroutine<String> onLoop() {
        CompletableFuture<String> name = new CompletableFuture<>();
        CompletionStage<String> chained = chained(name);
        await(sleep(Duration.ofMillis(1)));
        name.complete("loop");
        Supplier<CompletableFuture<String>> lambda = () -> done(await(chained) + "!");
        return done(await(lambda.get()));
    }

    @Test
    void on_a_loop_it_goes_on_there() {
        assertThat(run(onLoop())).isEqualTo("hello loop!");
    }
}
