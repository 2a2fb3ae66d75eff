package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.sleep;
import static dev.fermata.Asyncio.toThread;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.AsyncGenerator;
import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.annotation.Async;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of asynchronous generators that are left over when a program ends, as CPython 3.13 has printed it. */
class GeneratorShutdownIT extends Traced {
    @Async
    private AsyncGenerator<String, Void> items(String name, Duration pause, Throwable failure) throws Throwable {
        try {
            while (true) {
                AsyncGenerator.yield(name);
            }
        } finally {
            log(name, "closing");
            if (!pause.isZero()) {
                await(sleep(pause));
            }
            log(name, "closed");
            if (failure != null) {
                throw failure;
            }
        }
    }

    @Async
    private Coroutine<Void> first(AsyncGenerator<String, Void> items) {
        log(await(items.next()));
        return done();
    }

    private AsyncGenerator<String, Void> made(String name, int pause, Throwable failure) {
        try {
            return items(name, ofSeconds(pause), failure);
        } catch (Throwable e) {
            throw new AssertionError("it is thrown by the steps", e);
        }
    }

    @Test
    void those_left_over_are_closed_at_the_same_time() {
        assertThat(run(() -> {
                    await(first(made("a", 1, null)));
                    await(first(made("b", 1, null)));
                    log("main ends");
                    return done();
                }))
                .containsExactly("1 a", "1 b", "1 main ends", "4 a closing", "4 b closing", "6 a closed", "6 b closed");
    }

    @Async
    private Coroutine<Void> waits() {
        try {
            await(sleep(ofSeconds(5)));
        } finally {
            log("task ends");
        }
        return done();
    }

    @Test
    void tasks_end_before_generators_are_closed() {
        assertThat(run(() -> {
                    await(first(made("a", 0, null)));
                    createTask(waits());
                    await(sleep(Duration.ZERO));
                    log("main ends");
                    return done();
                }))
                .containsExactly("1 a", "2 main ends", "4 task ends", "8 a closing", "8 a closed");
    }

    @Test
    void what_closing_one_throws_goes_to_the_exception_handler_unless_it_is_a_cancellation() {
        assertThat(run(() -> {
                    await(first(made("a", 0, failure("x"))));
                    await(first(made("b", 0, new CancelledError())));
                    await(first(made("c", 0, null)));
                    return done();
                }))
                .startsWith("1 a", "1 b", "1 c", "4 a closing", "4 a closed", "4 b closing", "4 b closed")
                .contains("4 c closing", "4 c closed")
                .last()
                .asString()
                .matches("6 handler an error occurred during closing of asynchronous generator .*items.* "
                        + "IllegalArgumentException:x");
    }

    @Async
    private AsyncGenerator<String, Void> stubborn() {
        try {
            AsyncGenerator.yield("a");
        } finally {
            log("a closing");
            AsyncGenerator.yield("still here");
        }
        return done();
    }

    @Test
    void one_that_yields_instead_of_ending_goes_to_the_exception_handler() {
        assertThat(run(() -> {
                    await(first(stubborn()));
                    return done();
                }))
                .startsWith("1 a", "4 a closing")
                .last()
                .asString()
                .matches("6 handler an error occurred .*stubborn.* IllegalStateException:.*ignored GeneratorExit.*");
    }

    @Async
    private AsyncGenerator<String, Void> slow() {
        try {
            await(sleep(ofSeconds(5)));
            AsyncGenerator.yield("never");
        } finally {
            log("slow closed");
        }
        return done();
    }

    @Test
    void a_step_under_way_ends_with_the_task_that_awaits_it() {
        assertThat(run(() -> {
                    createTask(first(slow()));
                    await(sleep(Duration.ZERO));
                    log("main ends");
                    return done();
                }))
                .containsExactly("2 main ends", "4 slow closed");
    }

    @Test
    void they_can_be_closed_before_the_end_too() {
        assertThat(run(() -> {
                    EventLoop loop = EventLoop.running();
                    await(loop.shutdownAsyncGenerators());
                    log("none");
                    AsyncGenerator<String, Void> items = made("a", 0, null);
                    await(first(items));
                    await(loop.shutdownAsyncGenerators());
                    log("one");
                    log(await(items.nextOr("END")));
                    return done();
                }))
                .containsExactly("1 none", "1 a", "2 a closing", "2 a closed", "4 one", "4 END");
    }

    @Test
    void a_program_that_fails_closes_them_all_the_same() {
        assertThat(run(() -> {
                    await(first(made("a", 1, null)));
                    throw failure("main");
                }))
                .containsExactly("1 a", "4 a closing", "6 a closed", "! IllegalArgumentException:main");
    }

    @Async
    private AsyncGenerator<Integer, Void> two() {
        AsyncGenerator.yield(1);
        AsyncGenerator.yield(2);
        return done();
    }

    @Test
    void those_that_have_ended_are_left_alone() {
        assertThat(run(() -> {
                    await(two().forEach(item -> log(item)));
                    AsyncGenerator<Integer, Void> closed = two();
                    log(await(closed.next()));
                    await(closed.close());
                    log("main ends");
                    return done();
                }))
                .containsExactly("1 1", "1 2", "1 1", "1 main ends");
    }

    @Async
    private AsyncGenerator<String, Void> flushing() throws Exception {
        try {
            AsyncGenerator.yield("a");
        } finally {
            trace.add(await(toThread(() -> "flushed")));
        }
        return done();
    }

    @Test
    void the_default_executor_is_there_for_them_until_they_are_closed() {
        assertThat(run(() -> {
                    await(first(flushing()));
                    return done();
                }))
                .containsExactly("1 a", "flushed");
    }
}
