package dev.fermata.semantics;

import static dev.fermata.Asyncio.allTasks;
import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.gather;
import static dev.fermata.Asyncio.sleep;
import static dev.fermata.Asyncio.waitAll;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import dev.fermata.sync.Event;
import dev.fermata.testing.TestLoop;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events, turn by turn. */
class EventIT extends Traced {
    private final Event event = new Event();

    @Async
    private Coroutine<Void> waits(String name) {
        log(name, "waits");
        try {
            await(event.waitUntilSet());
        } catch (CancelledError error) {
            log(name, "cancelled");
            throw error;
        }
        log(name, "woken", true, event.isSet());
        return done();
    }

    @Test
    void who_waits_for_an_event_that_is_set_does_not_suspend() {
        assertThat(run(() -> {
                    log(event.isSet());
                    event.set();
                    await(event.waitUntilSet());
                    log(event.isSet());
                    event.clear();
                    log(event.isSet());
                    return done();
                }))
                .containsExactly("1 false", "1 true", "1 false");
    }

    @Test
    void all_go_on_in_the_order_in_which_they_came() {
        assertThat(run(() -> {
                    Task<Void> a = createTask(waits("a"));
                    Task<Void> b = createTask(waits("b"));
                    Task<Void> c = createTask(waits("c"));
                    await(sleep(ofSeconds(2)));
                    event.set();
                    log("set");
                    await(gather(a, b, c));
                    log(seconds());
                    return done();
                }))
                .containsExactly(
                        "2 a waits",
                        "2 b waits",
                        "2 c waits",
                        "4 set",
                        "5 a woken true true",
                        "5 b woken true true",
                        "5 c woken true true",
                        "7 2.0");
    }

    @Test
    void set_and_cleared_at_once_it_wakes_those_who_waited() {
        assertThat(run(() -> {
                    Task<Void> a = createTask(waits("a"));
                    await(sleep(ZERO));
                    event.set();
                    event.clear();
                    Task<Void> b = createTask(waits("b"));
                    await(sleep(ZERO));
                    await(sleep(ZERO));
                    log(a.isDone(), b.isDone());
                    event.set();
                    event.set();
                    await(b);
                    return done();
                }))
                .containsExactly(
                        "2 a waits", "3 a woken true false", "3 b waits", "4 true false", "5 b woken true true");
    }

    @Test
    void the_wait_may_be_a_task() {
        assertThat(run(() -> {
                    Task<Void> task = createTask(event.waitUntilSet());
                    await(sleep(ZERO));
                    event.set();
                    log(task.isDone());
                    await(task);
                    log("done");
                    return done();
                }))
                .containsExactly("2 false", "4 done");
    }

    @Test
    void cancelled_before_the_first_step_it_never_waits() {
        assertThat(run(() -> {
                    Task<Void> task = createTask(event.waitUntilSet());
                    task.cancel();
                    await(waitAll(List.of(task)));
                    log(task.isCancelled());
                    event.set();
                    return done();
                }))
                .containsExactly("4 true");
    }

    @Test
    void cancelled_while_it_waits_it_is_passed_over() {
        assertThat(run(() -> {
                    Task<Void> a = createTask(waits("a"));
                    Task<Void> b = createTask(waits("b"));
                    await(sleep(ZERO));
                    a.cancel();
                    event.set();
                    await(waitAll(List.of(a, b)));
                    log(allTasks().size());
                    return done();
                }))
                .containsExactly("2 a waits", "2 b waits", "3 a cancelled", "3 b woken true true", "5 1");
    }

    @Test
    void woken_and_then_cancelled_it_ends_cancelled() {
        assertThat(run(() -> {
                    Task<Void> a = createTask(waits("a"));
                    Task<Void> b = createTask(waits("b"));
                    await(sleep(ZERO));
                    event.set();
                    a.cancel();
                    await(waitAll(List.of(a, b)));
                    log(a.isCancelled(), allTasks().size());
                    return done();
                }))
                .containsExactly("2 a waits", "2 b waits", "3 a cancelled", "3 b woken true true", "5 true 1");
    }

    @Test
    void it_says_whether_it_is_set_and_how_many_wait() {
        try (TestLoop test = TestLoop.create()) {
            assertThat(event).hasToString("Event[unset]");
            test.loop().createTask(waits("a"));
            test.loop().createTask(event.waitUntilSet());
            test.runReady();
            assertThat(event).hasToString("Event[unset, waiters=2]");
            assertThat(test.report())
                    .startsWith(
                            "Task-1 waits for Event[unset, waiters=2]\n    at Event.waitUntilSet\n    at EventIT.waits (")
                    .endsWith("Task-2 waits for Event[unset, waiters=2]\n    at Event.waitUntilSet");
            event.set();
            test.runUntilIdle();
            test.assertNoTasksLeft();
            assertThat(event).hasToString("Event[set]");
        }
    }
}
