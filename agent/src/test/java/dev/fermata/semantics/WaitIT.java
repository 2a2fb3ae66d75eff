package dev.fermata.semantics;

import static dev.fermata.Asyncio.asCompleted;
import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.gather;
import static dev.fermata.Asyncio.sleep;
import static dev.fermata.Asyncio.waitAll;
import static dev.fermata.Asyncio.waitFirstCompleted;
import static dev.fermata.Asyncio.waitFirstException;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Task;
import dev.fermata.Waited;
import dev.fermata.annotation.Async;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** waitAll and its like, and asCompleted, turn by turn. */
class WaitIT extends Traced {
    @Async
    private Coroutine<String> ends(String name, int seconds) {
        try {
            await(sleep(ofSeconds(seconds)));
        } catch (CancelledError error) {
            log(name, "cancelled");
            throw error;
        }
        log(name, "ends");
        return done(name);
    }

    @Async
    private Coroutine<String> endsFailing(String name, int seconds) {
        await(ends(name, seconds));
        throw failure(name);
    }

    private Task<String> task(String name, int seconds) {
        return createTask(ends(name, seconds), name);
    }

    private static List<String> names(Set<Task<String>> tasks) {
        return tasks.stream().map(Task::name).toList();
    }

    @Async
    private Coroutine<Void> waits(Coroutine<Waited<Task<String>>> waiting) {
        Waited<Task<String>> waited = await(waiting);
        log(names(waited.done()), names(waited.pending()), seconds());
        return done();
    }

    // ---- waiting for several

    @Test
    void for_all() {
        assertThat(run(() -> {
                    await(waits(waitAll(List.of(task("a", 1), task("b", 2)))));
                    return done();
                }))
                .containsExactly("4 a ends", "7 b ends", "9 [a, b] [] 2.0");
    }

    @Test
    void for_what_is_done_already() {
        assertThat(run(() -> {
                    Task<String> task = task("a", 0);
                    await(sleep(ofSeconds(1)));
                    log("x");
                    await(waits(waitAll(List.of(task))));
                    return done();
                }))
                .containsExactly("3 a ends", "5 x", "7 [a] [] 1.0");
    }

    @Test
    void for_the_first_that_is_done() {
        assertThat(run(() -> {
                    await(waits(waitFirstCompleted(List.of(task("a", 2), task("b", 1), task("c", 1)))));
                    await(sleep(ofSeconds(5)));
                    return done();
                }))
                .containsExactly("4 b ends", "4 c ends", "6 [b, c] [a] 1.0", "8 a ends");
    }

    @Test
    void for_the_first_failure() {
        assertThat(run(() -> {
                    await(waits(waitFirstException(
                            List.of(task("a", 1), createTask(endsFailing("b", 2), "b"), task("c", 3)))));
                    await(sleep(ofSeconds(5)));
                    return done();
                }))
                .containsExactly("4 a ends", "7 b ends", "9 [a, b] [c] 2.0", "11 c ends");
    }

    @Test
    void a_cancellation_is_no_failure() {
        assertThat(run(() -> {
                    Task<String> a = task("a", 5);
                    Task<String> b = task("b", 2);
                    EventLoop.running().callLater(ofSeconds(1), a::cancel);
                    await(waits(waitFirstException(List.of(a, b))));
                    return done();
                }))
                .containsExactly("4 a cancelled", "7 b ends", "9 [a, b] [] 2.0");
    }

    @Test
    void for_some_time() {
        assertThat(run(() -> {
                    await(waits(waitAll(List.of(task("a", 1), task("b", 3)), ofSeconds(2))));
                    await(sleep(ofSeconds(5)));
                    return done();
                }))
                .containsExactly("4 a ends", "7 [a] [b] 2.0", "9 b ends");
    }

    @Test
    void cancelling_the_waiter_leaves_the_tasks() {
        assertThat(run(() -> {
                    Task<String> a = task("a", 3);
                    Task<Void> waiter = createTask(waits(waitAll(List.of(a))));
                    await(sleep(ofSeconds(1)));
                    waiter.cancel();
                    try {
                        await(waiter);
                    } catch (CancelledError error) {
                        log("w cancelled", a.isCancelled());
                    }
                    log(await(a));
                    return done();
                }))
                .containsExactly("6 w cancelled false", "8 a ends", "9 a");
    }

    @Test
    void what_is_given_twice_is_there_once() {
        assertThat(run(() -> {
                    Task<String> a = task("a", 1);
                    await(waits(waitAll(List.of(a, a))));
                    return done();
                }))
                .containsExactly("4 a ends", "6 [a] [] 1.0");
    }

    // ---- in the order of completion

    @Test
    void as_completed_gives_the_short_ones_first() {
        assertThat(run(() -> {
                    for (Coroutine<String> next :
                            asCompleted(List.of(ends("slow", 3), ends("fast", 1), task("mid", 2)))) {
                        log("got", await(next), seconds());
                    }
                    return done();
                }))
                .containsExactly(
                        "4 fast ends",
                        "6 got fast 1.0",
                        "8 mid ends",
                        "10 got mid 2.0",
                        "12 slow ends",
                        "14 got slow 3.0");
    }

    @Test
    void as_completed_throws_what_has_failed() {
        assertThat(run(() -> {
                    for (Coroutine<String> next : asCompleted(List.of(endsFailing("a", 1), ends("b", 2)))) {
                        try {
                            log("got", await(next));
                        } catch (IllegalArgumentException e) {
                            log(e);
                        }
                    }
                    return done();
                }))
                .containsExactly("4 a ends", "6 IllegalArgumentException:a", "8 b ends", "10 got b");
    }

    @Test
    void as_completed_may_time_out() {
        assertThat(run(() -> {
                    for (Coroutine<String> next :
                            asCompleted(List.of(ends("a", 1), ends("b", 5), ends("c", 6)), ofSeconds(2))) {
                        try {
                            log("got", await(next), seconds());
                        } catch (Exception e) {
                            log(e instanceof TimeoutException, seconds());
                        }
                    }
                    await(sleep(ofSeconds(9)));
                    return done();
                }))
                .containsExactly("4 a ends", "6 got a 1.0", "8 true 2.0", "8 true 2.0", "10 b ends", "12 c ends");
    }

    @Test
    void as_completed_of_what_is_done() {
        assertThat(run(() -> {
                    Task<String> a = createTask(sleep(ZERO, "a"));
                    Task<String> b = createTask(sleep(ZERO, "b"));
                    await(sleep(ofSeconds(1)));
                    for (Coroutine<String> next : asCompleted(List.of(a, b))) {
                        log(await(next));
                    }
                    return done();
                }))
                .containsExactly("7 a", "7 b");
    }

    @Async
    private Coroutine<Void> logsNext(String name, Coroutine<String> next) {
        log(name, await(next));
        return done();
    }

    @Test
    void as_completed_may_be_awaited_by_several_tasks() {
        assertThat(run(() -> {
                    Iterator<Coroutine<String>> all =
                            asCompleted(List.of(ends("a", 2), ends("b", 1))).iterator();
                    await(gather(logsNext("w1", all.next()), logsNext("w2", all.next())));
                    return done();
                }))
                .containsExactly("4 b ends", "6 w1 b", "9 a ends", "11 w2 a");
    }

    @Test
    void a_waiter_that_is_cancelled_does_not_take_what_comes_next() {
        assertThat(run(() -> {
                    Iterator<Coroutine<String>> all =
                            asCompleted(List.of(ends("a", 2), ends("b", 3))).iterator();
                    Task<Void> first = createTask(logsNext("w1", all.next()));
                    Task<Void> second = createTask(logsNext("w2", all.next()));
                    await(sleep(ofSeconds(1)));
                    first.cancel();
                    await(second);
                    log("end");
                    return done();
                }))
                .containsExactly("7 a ends", "9 w2 a", "10 end", "12 b cancelled");
    }
}
