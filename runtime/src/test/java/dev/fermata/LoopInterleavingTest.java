package dev.fermata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * Lincheck lets the loop's thread and others run in many orders, down to each access to memory. It knows nothing of
 * {@link Thread#holdsLock}, so cancelling a future while its loop is stopped is left out.
 */
@EnabledForJreRange(max = JRE.JAVA_21, disabledReason = "Lincheck 3.7 runs on JDK 25, but finds no errors there")
@Timeout(value = 10, unit = TimeUnit.MINUTES) // seconds, unless the machine is busy
class LoopInterleavingTest {
    private static final int INVOCATIONS = 20;

    /**
     * Lincheck says that a program hangs when a run takes 30 s of real time. On a machine that is busy with other things, loading
     * and rewriting the classes takes the first run longer; the second time they are there.
     */
    private static void interleave(Runnable program) {
        try {
            Lincheck.runConcurrentTest(INVOCATIONS, program);
        } catch (LincheckAssertionError failure) {
            if (!String.valueOf(failure.getMessage()).contains("has hung")) {
                throw failure;
            }
            Lincheck.runConcurrentTest(INVOCATIONS, program);
        }
    }

    private static Thread start(Runnable action) {
        Thread thread = new Thread(action);
        thread.start();
        return thread;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void check(boolean holds, Object what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    @Test
    void of_two_threads_that_complete_a_future_one_does_and_the_other_is_told() {
        interleave(() -> {
            EventLoop loop = EventLoop.create();
            List<Throwable> told = Collections.synchronizedList(new ArrayList<>());
            loop.setExceptionHandler((of, context) -> told.add(context.exception()));
            Future<Integer> future = loop.createFuture();
            Thread first = start(() -> setResult(future, 1, told));
            Thread second = start(() -> setResult(future, 2, told));
            int value = loop.runUntilComplete(future);
            join(first);
            join(second);
            loop.stop();
            loop.runForever(); // for what came as it left off
            check(value == 1 || value == 2, value);
            check(told.size() == 1, told);
            loop.close();
        });
    }

    private static void setResult(Future<Integer> future, int value, List<Throwable> told) {
        try {
            future.setResult(value);
        } catch (IllegalStateException e) {
            told.add(e); // it was stopped
        }
    }

    @Test
    void a_thread_that_waits_for_a_future_gets_its_value_or_is_told_that_the_loop_was_closed() {
        interleave(() -> {
            EventLoop loop = EventLoop.create();
            Future<Integer> done = loop.createFuture();
            Future<Integer> never = loop.createFuture();
            List<Object> got = Collections.synchronizedList(new ArrayList<>());
            Thread waiting = start(() -> {
                got.add(get(done));
                got.add(get(never));
            });
            loop.callSoon(() -> done.setResult(1));
            loop.runUntilComplete(done);
            loop.close();
            join(waiting);
            check(got.equals(List.of(1, "the loop was closed before Future[pending] was done")), got);
        });
    }

    private static Object get(Future<Integer> future) {
        try {
            return future.get();
        } catch (IllegalStateException e) {
            return e.getMessage();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void what_is_handed_over_runs_or_is_refused_or_dropped_by_a_loop_that_is_closed() {
        interleave(() -> {
            EventLoop loop = EventLoop.create();
            List<Object> ran = Collections.synchronizedList(new ArrayList<>());
            Thread handing = start(() -> {
                try {
                    loop.callSoonThreadSafe(() -> ran.add("ran"));
                    loop.callSoonThreadSafe(() -> ran.add("ran, too"));
                } catch (IllegalStateException e) {
                    check("the event loop is closed".equals(e.getMessage()), e);
                }
            });
            loop.stop();
            loop.runForever();
            loop.close();
            join(handing);
            check(List.of("ran", "ran, too").subList(0, ran.size()).equals(ran), ran);
        });
    }

    @Test
    void a_loop_can_be_stopped_before_while_and_after_it_begins_to_run() {
        interleave(() -> {
            EventLoop loop = EventLoop.create();
            Thread stopping = start(() -> loop.callSoonThreadSafe(loop::stop));
            loop.runForever();
            join(stopping);
            loop.close();
        });
    }

    @Test
    void an_error_is_found() {
        assertThat(failure(() -> {
                    int[] count = new int[1];
                    Thread other = start(() -> count[0]++);
                    count[0]++;
                    join(other);
                    check(count[0] == 2, count[0]);
                }))
                .contains("AssertionError: 1");
    }

    private static String failure(Runnable program) {
        try {
            interleave(program);
            return "none";
        } catch (AssertionError e) {
            return e.toString();
        }
    }
}
