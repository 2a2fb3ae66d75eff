package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.gather;
import static dev.fermata.Asyncio.sleep;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import org.junit.jupiter.api.Test;

/**
 * Cancelling tasks that wait for many others, one behind the other, and in circles. CPython goes down them by recursion, so it
 * has no answer to either.
 */
class CancellationChainsIT extends Traced {
    private Task<?>[] tasks = new Task<?>[3];

    @Async
    private Coroutine<Void> awaitsOther(int other) {
        await(tasks[other]);
        return done();
    }

    @Async
    private Coroutine<Void> gathersOther(int other) {
        await(gather(tasks[other], sleep(ofSeconds(100))));
        return done();
    }

    @Async
    private Coroutine<Void> expectCancelled(Task<?> task) {
        try {
            await(task);
        } catch (CancelledError error) {
            log("main", error);
        }
        return done();
    }

    @Test
    void a_long_chain_is_cancelled_from_its_end() {
        int length = 100_000;
        tasks = new Task<?>[length + 1];
        assertThat(run(() -> {
                    tasks[length] = createTask(child("last", 10));
                    for (int i = 0; i < length; i++) {
                        tasks[i] = createTask(awaitsOther(i + 1));
                    }
                    await(sleep(ofSeconds(1)));
                    tasks[0].cancel();
                    await(expectCancelled(tasks[0]));
                    return done();
                }))
                .containsExactly("2 last starts", "5 last cancelled", "100006 main CancelledError");
    }

    @Test
    void a_circle_can_be_cancelled() {
        assertThat(run(() -> {
                    tasks[0] = createTask(awaitsOther(1));
                    tasks[1] = createTask(awaitsOther(2));
                    tasks[2] = createTask(awaitsOther(1));
                    await(sleep(ofSeconds(1)));
                    tasks[0].cancel();
                    await(expectCancelled(tasks[0]));
                    log(tasks[1].isCancelled(), tasks[2].isCancelled());
                    return done();
                }))
                .hasSize(2)
                .last()
                .asString()
                .endsWith("true true");
    }

    @Test
    void a_circle_through_a_gather_can_be_cancelled() {
        assertThat(run(() -> {
                    tasks[0] = createTask(gathersOther(1));
                    tasks[1] = createTask(awaitsOther(0));
                    await(sleep(ofSeconds(1)));
                    tasks[1].cancel("why");
                    await(expectCancelled(tasks[1]));
                    log(tasks[0].isCancelled());
                    return done();
                }))
                .startsWith("8 main CancelledError:why", "8 true"); // nobody is left to retrieve the error of gather
    }

    @Async
    private Coroutine<Void> awaitsCircle(boolean gathering) {
        tasks[0] = createTask(gathering ? gathersTasks() : awaitsOther(1), "A");
        tasks[1] = createTask(awaitsOther(0), "B");
        await(tasks[0]);
        return done();
    }

    @Async
    private Coroutine<Void> gathersTasks() {
        await(gather(tasks[1]));
        return done();
    }

    private String stalled(boolean gathering) {
        run(awaitsCircle(gathering));
        return trace.get(trace.size() - 1);
    }

    @Test
    void a_program_that_waits_in_a_circle_says_so_and_ends() {
        assertThat(stalled(false))
                .startsWith("! StalledException:The program can never go on")
                .contains("Task-1 waits for A\n", "A waits for B\n", "B waits for A\n")
                .contains("    at CancellationChainsIT.awaitsOther (CancellationChainsIT.java:");
    }

    @Test
    void so_does_one_with_a_gather_in_the_circle() {
        assertThat(stalled(true))
                .startsWith("! StalledException:The program can never go on")
                .contains("A waits for all of B\n", "B waits for A\n");
    }
}
