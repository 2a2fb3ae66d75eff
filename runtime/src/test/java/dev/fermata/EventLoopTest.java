package dev.fermata;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLoopTest {
    private final EventLoop loop = EventLoop.create();
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    // ---- running

    @Test
    void it_runs_until_something_is_done_and_may_run_again() {
        assertThat(loop.runUntilComplete(Asyncio.sleep(ZERO, "first"))).isEqualTo("first");
        assertThat(loop.runUntilComplete(Asyncio.sleep(ofMillis(1), "second"))).isEqualTo("second");
        assertThat(loop.isRunning()).isFalse();
    }

    @Test
    void what_it_runs_until_may_fail() {
        Future<String> future = loop.createFuture();
        loop.callSoon(() -> future.setException(new ExecutionException("as it is", null)));
        assertThatThrownBy(() -> loop.runUntilComplete(future))
                .isInstanceOf(ExecutionException.class)
                .hasMessage("as it is");
    }

    @Test
    void stop_finishes_the_turn() {
        loop.callSoon(() -> log.add("before"));
        loop.callSoon(loop::stop);
        loop.callSoon(() -> {
            log.add("after");
            loop.callSoon(() -> log.add("in the next run"));
        });
        loop.runForever();
        assertThat(log).containsExactly("before", "after");
        loop.stop();
        loop.runForever();
        assertThat(log).containsExactly("before", "after", "in the next run");
    }

    @Test
    void stopped_too_early_it_says_so() {
        loop.callSoon(loop::stop);
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.runUntilComplete(loop.createFuture()))
                .withMessageContaining("stopped before it was done: Future[pending]");
    }

    @Test
    void outside_of_any_loop_there_is_a_clear_error() {
        assertThat(EventLoop.runningOrNull()).isNull();
        assertThatIllegalStateException()
                .isThrownBy(EventLoop::running)
                .withMessageContaining("no running event loop on thread")
                .withMessageContaining("Asyncio.run");
    }

    @Test
    void inside_it_is_the_running_one() {
        loop.callSoon(() -> log.add("" + (EventLoop.running() == loop)));
        loop.runUntilComplete(Asyncio.sleep(ZERO));
        assertThat(log).containsExactly("true");
    }

    @Test
    void closed_it_refuses_everything() {
        loop.callSoon(() -> log.add("never"));
        loop.close();
        loop.close();
        assertThat(loop.isClosed()).isTrue();
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.callSoon(() -> {}))
                .withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(() -> loop.callSoonThreadSafe(() -> {}));
        assertThatIllegalStateException().isThrownBy(() -> loop.callLater(ZERO, () -> {}));
        assertThatIllegalStateException().isThrownBy(loop::runForever);
        assertThatIllegalStateException().isThrownBy(() -> loop.createTask(Asyncio.sleep(ZERO)));
        assertThat(log).isEmpty();
    }

    @Test
    void it_cannot_be_closed_while_it_runs() {
        loop.callSoon(() -> assertThatIllegalStateException().isThrownBy(loop::close));
        loop.runUntilComplete(Asyncio.sleep(ZERO));
        assertThat(loop.isClosed()).isFalse();
    }

    @Test
    void an_interrupt_cancels_what_it_runs_until_and_is_kept() {
        Thread loopThread = Thread.currentThread();
        loop.callSoon(loopThread::interrupt);
        Task<Void> task = loop.createTask(Asyncio.sleep(ofSeconds(1000)));
        assertThatThrownBy(() -> loop.runUntilComplete(task))
                .isInstanceOf(CancelledError.class)
                .hasMessage("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(task.isCancelled()).isTrue();
    }

    @Test
    void an_interrupt_ends_the_sleep_of_a_loop_that_runs_forever() {
        Thread loopThread = Thread.currentThread();
        loop.callSoon(() -> new Thread(loopThread::interrupt).start());
        loop.runForever();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void an_interrupted_program_still_cleans_up() {
        Thread loopThread = Thread.currentThread();
        Asyncio.run(Asyncio.sleep(ZERO), () -> loop);
        assertThatThrownBy(() -> Asyncio.run(
                        Asyncio.timeout(null, () -> {
                            EventLoop.running().createTask(Asyncio.sleep(ofSeconds(1000)));
                            loopThread.interrupt();
                            return Asyncio.sleep(ofSeconds(1000));
                        }),
                        EventLoop::create))
                .isInstanceOf(CancelledError.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    // ---- time

    @Test
    void it_sleeps_until_the_first_deadline() {
        long begin = loop.nanoTime();
        loop.callLater(ofMillis(30), loop::stop);
        loop.runForever();
        assertThat(loop.nanoTime() - begin).isBetween(TimeUnit.MILLISECONDS.toNanos(30), TimeUnit.SECONDS.toNanos(20));
        assertThat(loop.turns()).isLessThan(10);
    }

    @Test
    void a_cancelled_timer_does_not_keep_it_from_sleeping() {
        loop.callLater(ofMillis(1), () -> log.add("never")).cancel();
        loop.callLater(ofMillis(20), loop::stop);
        loop.runForever();
        assertThat(log).isEmpty();
    }

    @Test
    void delays_beyond_all_time_are_no_error() {
        TimerHandle far = loop.callLater(ofSeconds(Long.MAX_VALUE), () -> {});
        assertThat(far.when()).isEqualTo(java.time.Duration.ofNanos(Long.MAX_VALUE));
        loop.runUntilComplete(Asyncio.sleep(ZERO));
    }

    // ---- other threads

    /** Does something on another thread, and hands over what it throws. */
    private static void elsewhere(Runnable action) {
        try {
            CompletableFuture.runAsync(action).get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void another_thread_cannot_call_what_is_not_for_it() {
        loop.callSoon(() -> elsewhere(() -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> loop.callSoon(() -> {}))
                    .withMessageContaining("Use callSoonThreadSafe");
            assertThatIllegalStateException().isThrownBy(() -> loop.callLater(ZERO, () -> {}));
            assertThatIllegalStateException().isThrownBy(() -> loop.createTask(Asyncio.sleep(ZERO)));
            assertThatIllegalStateException()
                    .isThrownBy(() -> loop.createFuture().addDoneCallback(done -> {}));
            assertThatIllegalStateException().isThrownBy(loop::runForever).withMessageContaining("already running");
            log.add("refused");
        }));
        loop.runUntilComplete(Asyncio.sleep(ZERO));
        assertThat(log).containsExactly("refused");
    }

    @Test
    void the_door_for_other_threads_wakes_a_sleeping_loop() {
        new Thread(() -> loop.callSoonThreadSafe(() -> {
                    log.add("handed over on " + Thread.currentThread().getName());
                    loop.stop();
                }))
                .start();
        loop.runForever();
        assertThat(log)
                .containsExactly("handed over on " + Thread.currentThread().getName());
    }

    @Test
    void what_a_thread_hands_over_comes_in_order_and_nothing_is_lost() throws InterruptedException {
        int each = 10_000;
        List<List<Integer>> received = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(4 * each);
        for (int t = 0; t < 4; t++) {
            List<Integer> mine = new ArrayList<>();
            received.add(mine);
            new Thread(() -> {
                        for (int i = 0; i < each; i++) {
                            int number = i;
                            loop.execute(() -> {
                                mine.add(number);
                                done.countDown();
                                if (done.getCount() == 0) {
                                    loop.stop();
                                }
                            });
                        }
                    })
                    .start();
        }
        loop.runForever();
        assertThat(received).allSatisfy(mine -> assertThat(mine).hasSize(each).isSorted());
    }

    @Test
    void on_the_loops_own_thread_the_door_is_the_same_as_call_soon() {
        loop.callSoon(() -> {
            loop.callSoonThreadSafe(() -> log.add("first"));
            loop.callSoon(() -> log.add("second"));
        });
        loop.runUntilComplete(Asyncio.sleep(ZERO));
        loop.stop();
        loop.runForever();
        assertThat(log).containsExactly("first", "second");
    }

    @Test
    void what_is_handed_over_while_it_does_not_run_waits() {
        elsewhere(() -> loop.callSoonThreadSafe(() -> log.add("waited")));
        loop.stop();
        loop.runForever();
        assertThat(log).containsExactly("waited");
    }

    @Test
    void a_cancelled_handle_that_was_handed_over_does_not_run() {
        Handle handle = loop.callSoonThreadSafe(() -> log.add("never"));
        handle.cancel();
        loop.stop();
        loop.runForever();
        assertThat(log).isEmpty();
    }

    // ---- errors that nobody waits for

    private List<ExceptionContext> handled() {
        List<ExceptionContext> handled = new ArrayList<>();
        loop.setExceptionHandler((of, context) -> {
            assertThat(of).isSameAs(loop);
            handled.add(context);
        });
        return handled;
    }

    private Future<String> failed(String message) {
        Future<String> failed = loop.createFuture();
        failed.setException(new IllegalArgumentException(message));
        return failed;
    }

    @Test
    void an_exception_that_nobody_retrieves_is_told_when_the_loop_is_closed() {
        List<ExceptionContext> handled = handled();
        failed("nobody asks");
        assertThat(failed("asked").exception()).isNotNull();
        loop.close();
        assertThat(handled).hasSize(1);
        assertThat(handled.get(0).message()).isEqualTo("Future exception was never retrieved");
        assertThat(handled.get(0).exception()).hasMessage("nobody asks");
        assertThat(handled.get(0).source()).isEqualTo("Future[failed]");
    }

    @Test
    void an_exception_that_nobody_retrieves_is_told_when_the_future_is_garbage() {
        List<ExceptionContext> handled = handled();
        failed("nobody asks");
        for (int i = 0; i < 100 && handled.isEmpty(); i++) {
            System.gc();
            loop.runUntilComplete(Asyncio.sleep(ofMillis(5)));
        }
        assertThat(handled).hasSize(1);
        loop.close();
        assertThat(handled).hasSize(1);
    }

    @Test
    void many_failures_that_are_retrieved_leave_nothing_behind() {
        List<ExceptionContext> handled = handled();
        for (int i = 0; i < 10_000; i++) {
            assertThat(failed("x").exception()).isNotNull();
        }
        loop.close();
        assertThat(handled).isEmpty();
    }

    @Test
    void the_default_handler_logs() {
        try (Logged logged = new Logged()) {
            loop.callSoon(() -> {
                throw new IllegalArgumentException("in a callback");
            });
            loop.runUntilComplete(Asyncio.sleep(ZERO));
            assertThat(logged.messages()).hasSize(1).first().asString().startsWith("Exception in callback");
            assertThat(logged.records.get(0).getThrown()).hasMessage("in a callback");
        }
    }

    @Test
    void a_handler_that_fails_is_logged_with_what_it_was_told() {
        loop.setExceptionHandler((of, context) -> {
            throw new IllegalStateException("handler");
        });
        try (Logged logged = new Logged()) {
            loop.callSoon(() -> {
                throw new IllegalArgumentException("callback");
            });
            loop.runUntilComplete(Asyncio.sleep(ZERO));
            assertThat(logged.messages())
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("Unhandled error in exception handler");
            Throwable thrown = logged.records.get(0).getThrown();
            assertThat(thrown).hasMessage("handler");
            assertThat(thrown.getSuppressed()[0]).hasMessage("callback");
        }
    }

    @Test
    void what_cannot_be_described_does_not_end_the_loop() {
        try (Logged logged = new Logged()) {
            loop.callSoon(new Runnable() {
                @Override
                public void run() {
                    throw new IllegalArgumentException("callback");
                }

                @Override
                public String toString() {
                    throw new IllegalStateException("no name");
                }
            });
            loop.runUntilComplete(Asyncio.sleep(ZERO));
            assertThat(logged.records.get(0).getThrown()).hasMessage("no name");
        }
    }
}
