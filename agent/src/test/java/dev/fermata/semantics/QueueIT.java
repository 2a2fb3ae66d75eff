package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.gather;
import static dev.fermata.Asyncio.sleep;
import static dev.fermata.Asyncio.waitAll;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fermata.Coroutine;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import dev.fermata.sync.LifoQueue;
import dev.fermata.sync.PriorityQueue;
import dev.fermata.sync.Queue;
import dev.fermata.sync.QueueEmptyException;
import dev.fermata.sync.QueueFullException;
import dev.fermata.testing.TestLoop;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Queues, turn by turn. */
class QueueIT extends QueueTraced {
    private final Queue<Object> queue = new Queue<>();
    private final Queue<Object> one = new Queue<>(1);

    // ---- without waiting

    @Test
    void with_room_and_items_nobody_suspends() {
        Queue<Integer> two = new Queue<>(2);
        assertThat(run(() -> {
                    await(two.put(1));
                    await(two.put(2));
                    log(two.size(), two.isFull(), two.isEmpty());
                    log(await(two.get()), await(two.get()), two.isFull(), two.isEmpty());
                    return done();
                }))
                .containsExactly("1 2 true false", "1 1 2 false true");
    }

    @Test
    void who_does_not_want_to_wait_is_told_that_it_would_have_to() {
        assertThat(run(() -> {
                    await(one.put(1));
                    try {
                        one.putNoWait(2);
                    } catch (QueueFullException e) {
                        log("full");
                    }
                    log(one.getNoWait());
                    try {
                        one.getNoWait();
                    } catch (QueueEmptyException e) {
                        log("empty");
                    }
                    log(one.maxSize(), queue.maxSize(), new Queue<>(-3).isFull());
                    return done();
                }))
                .containsExactly("1 full", "1 1", "1 empty", "1 1 0 false");
        assertThatExceptionOfType(QueueEmptyException.class)
                .isThrownBy(one::getNoWait)
                .withMessage("the queue is empty: Queue[size=0/1, unfinished=1]");
    }

    @Test
    void an_item_may_be_null_or_a_future() {
        assertThat(run(() -> {
                    Task<Void> task = createTask(turns(0));
                    await(queue.put(null));
                    await(queue.put(task));
                    log(await(queue.get()), await(queue.get()) == task);
                    Task<Object> getting = createTask(queue.get());
                    await(sleep(ZERO));
                    queue.putNoWait(task);
                    log(await(getting) == task);
                    return done();
                }))
                .containsExactly("1 null true", "4 true");
    }

    // ---- waiting

    @Test
    void who_finds_no_item_waits_for_one() {
        assertThat(run(() -> {
                    Task<Void> g = createTask(gets(queue, "g", 2));
                    await(sleep(ofSeconds(1)));
                    queue.putNoWait("a");
                    queue.putNoWait("b");
                    log("put");
                    await(g);
                    return done();
                }))
                .containsExactly("4 put", "5 g got a", "5 g got b");
    }

    @Test
    void who_finds_no_room_waits_for_some() {
        assertThat(run(() -> {
                    Task<Void> p = createTask(puts(one, "p", 1, 2, 3));
                    await(sleep(ofSeconds(1)));
                    log(one.getNoWait());
                    await(sleep(ofSeconds(1)));
                    log(one.getNoWait());
                    await(p);
                    log(one.size());
                    return done();
                }))
                .containsExactly("2 p put 1", "4 1", "5 p put 2", "7 2", "8 p put 3", "9 1");
    }

    @Test
    void items_go_to_those_who_wait_in_the_order_in_which_they_came() {
        assertThat(run(() -> {
                    Task<Void> a = createTask(gets(queue, "a"));
                    Task<Void> b = createTask(gets(queue, "b"));
                    Task<Void> c = createTask(gets(queue, "c"));
                    await(sleep(ZERO));
                    queue.putNoWait(1);
                    queue.putNoWait(2);
                    queue.putNoWait(3);
                    await(gather(a, b, c));
                    return done();
                }))
                .containsExactly("3 a got 1", "3 b got 2", "3 c got 3");
    }

    @Test
    void who_is_robbed_of_an_item_waits_at_the_back() {
        assertThat(run(() -> {
                    Task<Void> a = createTask(gets(queue, "a"));
                    Task<Void> b = createTask(gets(queue, "b"));
                    await(sleep(ZERO));
                    queue.putNoWait(1);
                    log("main takes", queue.getNoWait());
                    await(sleep(ZERO));
                    queue.putNoWait(2);
                    queue.putNoWait(3);
                    await(gather(a, b));
                    return done();
                }))
                .containsExactly("2 main takes 1", "4 b got 2", "4 a got 3");
    }

    @Test
    void who_is_robbed_of_room_waits_at_the_back() {
        assertThat(run(() -> {
                    one.putNoWait(0);
                    Task<Void> a = createTask(puts(one, "a", "a"));
                    Task<Void> b = createTask(puts(one, "b", "b"));
                    await(sleep(ZERO));
                    log(one.getNoWait());
                    one.putNoWait("main");
                    await(sleep(ZERO));
                    log(one.getNoWait(), one.size());
                    await(turns(2));
                    log(one.getNoWait());
                    await(gather(a, b));
                    log(one.getNoWait());
                    return done();
                }))
                .containsExactly("2 0", "3 main 0", "4 b put b", "5 b", "6 a put a", "8 a");
    }

    @Async
    private Coroutine<Void> pong(Queue<Integer> from, Queue<Integer> to) {
        for (int round = 0; round < 2; round++) {
            int item = await(from.get());
            log("pong", item);
            await(to.put(item + 1));
        }
        return done();
    }

    @Test
    void two_tasks_hand_an_item_to_and_fro() {
        Queue<Integer> there = new Queue<>(1);
        Queue<Integer> back = new Queue<>(1);
        assertThat(run(() -> {
                    Task<Void> pong = createTask(pong(there, back));
                    int item = 0;
                    for (int round = 0; round < 2; round++) {
                        await(there.put(item));
                        item = await(back.get());
                        log("ping", item);
                    }
                    await(pong);
                    return done();
                }))
                .containsExactly("2 pong 0", "3 ping 1", "4 pong 1", "5 ping 2");
    }

    @Test
    void operations_may_be_tasks() {
        assertThat(run(() -> {
                    Task<Object> g = createTask(one.get());
                    Task<Void> p = createTask(one.put("x"));
                    log(await(g), await(p), one.size());
                    List<Object> both = await(gather(one.put("y"), one.get()));
                    log(both);
                    return done();
                }))
                .containsExactly("4 x null 0", "7 [null, y]");
    }

    @Test
    void nothing_happens_before_it_is_awaited() {
        assertThat(run(() -> {
                    Coroutine<Void> put = queue.put(1);
                    log(queue.size());
                    await(put);
                    log(queue.size());
                    Coroutine<Object> get = queue.get();
                    log(queue.size());
                    log(await(get));
                    return done();
                }))
                .containsExactly("1 0", "1 1", "1 1", "1 1");
    }

    // ---- join

    @Async
    private Coroutine<Void> works() {
        while (true) {
            Object item = await(queue.get());
            log("works on", item);
            await(sleep(ofSeconds(1)));
            queue.taskDone();
        }
    }

    @Test
    void join_waits_until_all_items_are_dealt_with() {
        assertThat(run(() -> {
                    queue.putNoWait(0);
                    queue.putNoWait(1);
                    Task<Void> worker = createTask(works());
                    await(queue.join());
                    log("all done", seconds());
                    await(queue.join());
                    worker.cancel();
                    await(waitAll(List.of(worker)));
                    try {
                        queue.taskDone();
                    } catch (IllegalStateException e) {
                        log("refused");
                    }
                    return done();
                }))
                .containsExactly("2 works on 0", "4 works on 1", "7 all done 2.0", "10 refused");
        assertThatIllegalStateException()
                .isThrownBy(queue::taskDone)
                .withMessage("taskDone() was called more often than items were put in: Queue[size=0]");
    }

    @Async
    private Coroutine<Void> joins(String name) {
        await(queue.join());
        log(name, "joined", queue.size());
        return done();
    }

    @Test
    void who_joins_goes_on_although_more_was_put_in_meanwhile() {
        assertThat(run(() -> {
                    queue.putNoWait(1);
                    Task<Void> a = createTask(joins("a"));
                    Task<Void> b = createTask(joins("b"));
                    await(sleep(ZERO));
                    queue.getNoWait();
                    queue.taskDone();
                    queue.putNoWait(2);
                    await(gather(a, b));
                    return done();
                }))
                .containsExactly("3 a joined 1", "3 b joined 1");
    }

    // ---- orders

    @Test
    void the_smallest_comes_out_of_a_priority_queue() {
        Queue<Integer> priorities = new PriorityQueue<>();
        assertThat(run(() -> {
                    for (int item : List.of(3, 1, 2, 1)) {
                        priorities.putNoWait(item);
                    }
                    log(
                            await(priorities.get()),
                            priorities.getNoWait(),
                            priorities.getNoWait(),
                            priorities.getNoWait());
                    return done();
                }))
                .containsExactly("1 1 1 2 3");
    }

    @Test
    void among_equals_the_first_comes_out_of_a_priority_queue() {
        Queue<String> lengths = new PriorityQueue<>(Comparator.comparing(String::length));
        List.of("bb", "a", "cc", "b", "aa", "c", "ddd").forEach(lengths::putNoWait);
        StringBuilder order = new StringBuilder();
        while (!lengths.isEmpty()) {
            order.append(lengths.getNoWait()).append(' ');
        }
        assertThat(order).hasToString("a b c bb cc aa ddd ");
    }

    @Test
    void what_cannot_be_compared_is_not_put_in() {
        Queue<Object> priorities = new PriorityQueue<>();
        assertThatExceptionOfType(ClassCastException.class).isThrownBy(() -> priorities.putNoWait(new Object()));
        priorities.putNoWait(1);
        assertThatExceptionOfType(ClassCastException.class).isThrownBy(() -> priorities.putNoWait("x"));
        assertThat(priorities).hasToString("PriorityQueue[size=1, unfinished=1]");
        assertThat(priorities.getNoWait()).isEqualTo(1);
    }

    @Test
    void the_last_comes_out_of_a_lifo_queue() {
        Queue<Integer> stack = new LifoQueue<>();
        assertThat(run(() -> {
                    for (int item : List.of(3, 1, 2)) {
                        await(stack.put(item));
                    }
                    log(await(stack.get()), await(stack.get()), await(stack.get()));
                    return done();
                }))
                .containsExactly("1 2 1 3");
    }

    // ---- what it says

    @Test
    void it_says_what_is_in_it_and_who_waits() {
        try (TestLoop test = TestLoop.create()) {
            test.loop().createTask(puts(one, "p", 1, 2));
            test.loop().createTask(one.join());
            test.loop().createTask(gets(queue, "g"));
            test.runReady();
            assertThat(one).hasToString("Queue[size=1/1, putters=1, unfinished=1]");
            assertThat(queue).hasToString("Queue[size=0, getters=1]");
            assertThat(test.report())
                    .contains(
                            "Task-1 waits for room in Queue[size=1/1, putters=1, unfinished=1]\n    at Queue.put\n    at ")
                    .contains("Task-2 waits for all items to be done of Queue[size=1/1, putters=1, unfinished=1]\n"
                            + "    at Queue.join\n")
                    .contains("Task-3 waits for an item of Queue[size=0, getters=1]\n    at Queue.get\n    at ");
            one.shutdown(true);
            queue.shutdown();
            test.runUntilIdle();
            test.assertNoTasksLeft();
            assertThat(one).hasToString("Queue[size=0/1, shut down]");
        }
    }
}
