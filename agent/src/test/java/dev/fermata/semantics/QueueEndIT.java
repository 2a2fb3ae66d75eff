package dev.fermata.semantics;

import static dev.fermata.Asyncio.allTasks;
import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.gather;
import static dev.fermata.Asyncio.sleep;
import static dev.fermata.Asyncio.waitAll;
import static dev.fermata.Asyncio.waitFor;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fermata.Coroutine;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import dev.fermata.sync.Queue;
import dev.fermata.sync.QueueShutDownException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** How waiting for queues ends otherwise: by a shutdown, or by cancellation. */
class QueueEndIT extends QueueTraced {
    private final Queue<Object> queue = new Queue<>();
    private final Queue<Object> one = new Queue<>(1);
    private final Queue<Object> two = new Queue<>(2);

    @Async
    private Coroutine<Void> joins(Queue<Object> queue) {
        await(queue.join());
        log("joined");
        return done();
    }

    // ---- shutdown

    @Test
    void shut_down_it_can_be_emptied_and_takes_no_more() {
        assertThat(run(() -> {
                    two.putNoWait(1);
                    two.putNoWait(2);
                    Task<Void> p = createTask(puts(two, "p", 3));
                    await(sleep(ZERO));
                    two.shutdown();
                    log("down");
                    await(p);
                    try {
                        two.putNoWait(4);
                    } catch (QueueShutDownException e) {
                        log("no more");
                    }
                    await(puts(two, "main", 5));
                    log(two.getNoWait(), await(two.get()));
                    try {
                        two.getNoWait();
                    } catch (QueueShutDownException e) {
                        log("the end");
                    }
                    await(gets(two, "main"));
                    return done();
                }))
                .containsExactly(
                        "2 down",
                        "3 p shut down",
                        "4 no more",
                        "4 main shut down",
                        "4 1 2",
                        "4 the end",
                        "4 main shut down");
        assertThatExceptionOfType(QueueShutDownException.class)
                .isThrownBy(two::getNoWait)
                .withMessage("the queue was shut down: Queue[size=0/2, unfinished=2, shut down]");
    }

    @Test
    void shut_down_it_sends_those_away_who_wait_for_items_that_are_not_there() {
        assertThat(run(() -> {
                    Task<Void> a = createTask(gets(queue, "a"));
                    Task<Void> b = createTask(gets(queue, "b"));
                    await(sleep(ZERO));
                    queue.putNoWait(1);
                    queue.shutdown();
                    await(gather(a, b));
                    queue.shutdown();
                    return done();
                }))
                .containsExactly("3 a got 1", "3 b shut down");
    }

    @Test
    void shut_down_immediately_it_drops_what_is_in_it_as_if_it_were_dealt_with() {
        assertThat(run(() -> {
                    two.putNoWait(1);
                    two.putNoWait(2);
                    Task<Void> p = createTask(puts(two, "p", 3));
                    Task<Void> j = createTask(joins(two));
                    await(sleep(ZERO));
                    two.shutdown(true);
                    log(two.size());
                    await(gather(p, j));
                    try {
                        two.getNoWait();
                    } catch (QueueShutDownException e) {
                        log("the end");
                    }
                    return done();
                }))
                .containsExactly("2 0", "3 joined", "3 p shut down", "5 the end");
    }

    @Test
    void shut_down_immediately_it_still_waits_for_what_was_taken_out() {
        assertThat(run(() -> {
                    queue.putNoWait(1);
                    queue.putNoWait(2);
                    queue.getNoWait();
                    Task<Void> j = createTask(joins(queue));
                    await(sleep(ZERO));
                    queue.shutdown(true);
                    await(turns(2));
                    log(j.isDone());
                    queue.taskDone();
                    await(j);
                    return done();
                }))
                .containsExactly("4 false", "5 joined");
    }

    // ---- cancellation

    @Test
    void a_put_that_is_cancelled_before_its_first_step_puts_nothing_in() {
        assertThat(run(() -> {
                    Task<Void> task = createTask(queue.put(1));
                    task.cancel();
                    await(waitAll(List.of(task)));
                    log(task.isCancelled(), queue.size());
                    return done();
                }))
                .containsExactly("4 true 0");
    }

    @Test
    void a_get_that_is_cancelled_before_its_first_step_takes_nothing_out() {
        assertThat(run(() -> {
                    queue.putNoWait(1);
                    Task<Object> task = createTask(queue.get());
                    task.cancel();
                    await(waitAll(List.of(task)));
                    log(task.isCancelled(), queue.size());
                    return done();
                }))
                .containsExactly("4 true 1");
    }

    @Test
    void a_get_that_is_cancelled_while_it_waits_is_passed_over() {
        assertThat(run(() -> {
                    Task<Void> a = createTask(gets(queue, "a"));
                    Task<Void> b = createTask(gets(queue, "b"));
                    Task<Void> c = createTask(gets(queue, "c"));
                    await(sleep(ZERO));
                    a.cancel();
                    queue.putNoWait(1);
                    await(turns(2));
                    log(a.isDone(), b.isDone(), c.isDone());
                    queue.putNoWait(2);
                    await(c);
                    log(allTasks().size());
                    return done();
                }))
                .containsExactly("3 a cancelled", "3 b got 1", "4 true true false", "5 c got 2", "6 1");
    }

    @Test
    void a_get_that_is_woken_and_then_cancelled_wakes_the_next() {
        assertThat(run(() -> {
                    Task<Void> a = createTask(gets(queue, "a"));
                    Task<Void> b = createTask(gets(queue, "b"));
                    await(sleep(ZERO));
                    queue.putNoWait(1);
                    a.cancel();
                    log("both");
                    await(waitAll(List.of(a, b)));
                    log(a.isCancelled(), queue.size(), allTasks().size());
                    return done();
                }))
                .containsExactly("2 both", "3 a cancelled", "4 b got 1", "6 true 0 1");
    }

    @Test
    void a_get_that_is_woken_and_then_cancelled_leaves_the_item() {
        assertThat(run(() -> {
                    Task<Void> a = createTask(gets(queue, "a"));
                    await(sleep(ZERO));
                    queue.putNoWait(1);
                    a.cancel();
                    await(waitAll(List.of(a)));
                    log(queue.size());
                    await(gets(queue, "main"));
                    return done();
                }))
                .containsExactly("3 a cancelled", "5 1", "5 main got 1");
    }

    @Test
    void a_get_that_is_woken_and_robbed_and_cancelled_wakes_nobody() {
        assertThat(run(() -> {
                    Task<Void> a = createTask(gets(queue, "a"));
                    Task<Void> b = createTask(gets(queue, "b"));
                    await(sleep(ZERO));
                    queue.putNoWait(1);
                    queue.getNoWait();
                    a.cancel();
                    await(waitAll(List.of(a)));
                    log(b.isDone());
                    queue.putNoWait(2);
                    await(b);
                    return done();
                }))
                .containsExactly("3 a cancelled", "5 false", "6 b got 2");
    }

    @Test
    void a_put_that_is_cancelled_while_it_waits_is_passed_over() {
        assertThat(run(() -> {
                    one.putNoWait(0);
                    Task<Void> a = createTask(puts(one, "a", "a"));
                    Task<Void> b = createTask(puts(one, "b", "b"));
                    await(sleep(ZERO));
                    a.cancel();
                    log(one.getNoWait());
                    await(waitAll(List.of(a, b)));
                    log(a.isCancelled(), one.getNoWait(), allTasks().size());
                    return done();
                }))
                .containsExactly("2 0", "3 a cancelled", "3 b put b", "5 true b 1");
    }

    @Test
    void a_put_that_is_woken_and_then_cancelled_wakes_the_next() {
        assertThat(run(() -> {
                    one.putNoWait(0);
                    Task<Void> a = createTask(puts(one, "a", "a"));
                    Task<Void> b = createTask(puts(one, "b", "b"));
                    await(sleep(ZERO));
                    log(one.getNoWait());
                    a.cancel();
                    log("both");
                    await(waitAll(List.of(a, b)));
                    log(a.isCancelled(), one.getNoWait(), allTasks().size());
                    return done();
                }))
                .containsExactly("2 0", "2 both", "3 a cancelled", "4 b put b", "6 true b 1");
    }

    @Test
    void a_put_that_is_woken_and_robbed_and_cancelled_wakes_nobody() {
        assertThat(run(() -> {
                    one.putNoWait(0);
                    Task<Void> a = createTask(puts(one, "a", "a"));
                    Task<Void> b = createTask(puts(one, "b", "b"));
                    await(sleep(ZERO));
                    log(one.getNoWait());
                    one.putNoWait("main");
                    a.cancel();
                    await(waitAll(List.of(a)));
                    log(b.isDone());
                    log(one.getNoWait());
                    await(b);
                    log(one.getNoWait());
                    return done();
                }))
                .containsExactly("2 0", "3 a cancelled", "5 false", "5 main", "6 b put b", "7 b");
    }

    @Test
    void a_join_that_is_cancelled_leaves_nothing_behind() {
        assertThat(run(() -> {
                    queue.putNoWait(1);
                    Task<Void> task = createTask(queue.join());
                    await(sleep(ZERO));
                    task.cancel();
                    await(waitAll(List.of(task)));
                    log(task.isCancelled());
                    queue.getNoWait();
                    queue.taskDone();
                    await(queue.join());
                    log("joined");
                    return done();
                }))
                .containsExactly("5 true", "5 joined");
    }

    @Test
    void a_get_that_is_given_up_after_a_timeout_takes_nothing() {
        assertThat(run(() -> {
                    try {
                        await(waitFor(queue.get(), ofSeconds(1)));
                    } catch (TimeoutException e) {
                        log("time is out");
                    }
                    queue.putNoWait(1);
                    log(await(queue.get()));
                    return done();
                }))
                .containsExactly("3 time is out", "3 1");
    }
}
