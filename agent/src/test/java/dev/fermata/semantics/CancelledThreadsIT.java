package dev.fermata.semantics;

import static dev.fermata.Asyncio.allTasks;
import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.runCoroutineThreadSafe;
import static dev.fermata.Asyncio.runInExecutor;
import static dev.fermata.Asyncio.sleep;
import static dev.fermata.Asyncio.toThread;
import static dev.fermata.Asyncio.waitAll;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import dev.fermata.testing.TestLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What waits for other threads, cancelled in another turn of the loop each time. When the other thread is done is its own
 * affair, so the outcome may be one or the other; but whatever was begun must end, and nothing may be left behind.
 */
class CancelledThreadsIT {
    private static final int LAST_TURN = 12;

    /** In how many turns the other thread may go on. */
    private static final int RELEASE = 6;

    private final ExecutorService single = Executors.newSingleThreadExecutor();
    private final List<String> log = new ArrayList<>();
    private final List<Object> told = new ArrayList<>();

    // Of the present run:
    private final AtomicInteger running = new AtomicInteger(); // calls on other threads
    private CountDownLatch release = new CountDownLatch(1);
    private CompletableFuture<String> stage = new CompletableFuture<>();

    @AfterEach
    void end() throws InterruptedException {
        single.shutdown();
        assertThat(single.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    private interface Program {
        Coroutine<String> call() throws Exception;
    }

    /** Blocks its thread until it may go on, or is interrupted. */
    private String block() throws InterruptedException {
        running.incrementAndGet();
        try {
            release.await();
            return "value";
        } finally {
            running.decrementAndGet();
        }
    }

    @Async
    private Coroutine<String> onThread() throws InterruptedException {
        return done(await(toThread(this::block)));
    }

    @Async
    private Coroutine<String> inExecutor() {
        return done(await(runInExecutor(single, this::block)));
    }

    /** The second of two calls on one thread: it has not begun until the first has ended. */
    @Async
    private Coroutine<String> behindAnother() {
        var first = runInExecutor(single, this::block);
        try {
            return done(await(runInExecutor(single, this::block)));
        } finally {
            first.cancel();
        }
    }

    @Async
    private Coroutine<String> stage() {
        return done(await(stage));
    }

    /** Waits for a task as another thread does, through a computation of the JDK. */
    @Async
    private Coroutine<String> handedOver() {
        return done(await(runCoroutineThreadSafe(stage(), EventLoop.running())));
    }

    @Async
    private Coroutine<String> guarded(Program program) throws Exception {
        log.add("in");
        try {
            return done(await(program.call()));
        } finally {
            log.add("out");
        }
    }

    private static void inTurns(int turns, Runnable action) {
        if (turns == 0) {
            action.run();
        } else {
            EventLoop.running().callSoon(() -> inTurns(turns - 1, action));
        }
    }

    private void letGo() {
        release.countDown();
        new Thread(() -> stage.complete("value")).start();
    }

    @Async
    private Coroutine<String> drive(Program program, int turns) throws Exception {
        Task<String> task = createTask(guarded(program));
        inTurns(RELEASE, this::letGo);
        inTurns(turns, task::cancel);
        await(waitAll(List.of(task)));
        await(sleep(ofSeconds(10))); // which begins when no other thread is at work for the loop
        assertThat(allTasks()).hasSize(1);
        return done(task.isCancelled() ? "cancelled" : task.result());
    }

    private void check(Program program) {
        for (int turns = 0; turns <= LAST_TURN; turns++) {
            log.clear();
            release = new CountDownLatch(1);
            stage = new CompletableFuture<>();
            try (TestLoop test = TestLoop.create()) {
                test.loop().setExceptionHandler((loop, context) -> told.add(context));
                String outcome = test.run(drive(program, turns));
                assertThat(outcome).isIn("cancelled", "value");
                assertThat(turns > 0 || outcome.equals("cancelled")).isTrue();
            } catch (Exception e) {
                throw new AssertionError("cancelled in turn " + turns, e);
            }
            assertThat(log).isIn(List.of("in", "out"), List.of());
            assertThat(told).isEmpty();
        }
    }

    @Test
    void toThread_is_cancelled_in_every_turn() throws InterruptedException {
        check(this::onThread);
        assertThat(running).hasValue(0); // as the program has waited for the threads at its end
    }

    @Test
    void runInExecutor_is_cancelled_in_every_turn() {
        check(this::inExecutor);
    }

    @Test
    void a_call_behind_another_is_cancelled_in_every_turn() {
        check(this::behindAnother);
    }

    @Test
    void a_stage_is_cancelled_in_every_turn() {
        check(this::stage);
    }

    @Test
    void a_task_that_was_handed_over_is_cancelled_in_every_turn() {
        check(this::handedOver);
    }
}
