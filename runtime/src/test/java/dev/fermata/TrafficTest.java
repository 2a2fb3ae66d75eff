package dev.fermata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Heavy traffic from other threads. */
class TrafficTest {
    private static final int THREADS = 4;

    /** What one thread does, with its number. */
    private interface Work {
        void run(int thread) throws Exception;
    }

    /** Starts threads; what they throw is in {@link #failure}. */
    private List<Thread> start(Work work) {
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            int number = t;
            Thread thread = new Thread(() -> {
                try {
                    work.run(number);
                } catch (Throwable thrown) {
                    failure.set(thrown);
                }
            });
            thread.start();
            threads.add(thread);
        }
        return threads;
    }

    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failure.get()).isNull();
    }

    /** Counts what comes from each thread, and sees that it comes in order. Guard: the loop's thread. */
    private static final class Arrivals {
        final int[] counts = new int[THREADS];
        int total;

        void arrived(int thread, int number) {
            assertThat(number).isEqualTo(counts[thread]);
            counts[thread]++;
            total++;
        }
    }

    @Test
    void of_a_million_futures_that_other_threads_complete_none_is_lost_and_each_threads_come_in_order()
            throws InterruptedException {
        int each = 250_000;
        List<ExceptionContext> told = new ArrayList<>();
        Arrivals arrivals = new Arrivals();
        try (EventLoop loop = EventLoop.create()) {
            loop.setExceptionHandler((of, context) -> told.add(context));
            List<List<Future<Integer>>> futures = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int thread = t;
                List<Future<Integer>> own = new ArrayList<>();
                for (int i = 0; i < each; i++) {
                    Future<Integer> future = loop.createFuture();
                    future.addDoneCallback(done -> {
                        arrivals.arrived(thread, done.result());
                        if (arrivals.total == THREADS * each) {
                            loop.stop();
                        }
                    });
                    own.add(future);
                }
                futures.add(own);
            }
            CountDownLatch running = new CountDownLatch(1);
            List<Thread> threads = start(t -> {
                running.await();
                for (int i = 0; i < each; i++) {
                    futures.get(t).get(i).setResult(i);
                }
            });
            loop.callSoon(running::countDown);
            loop.runForever();
            join(threads);
        }
        assertThat(told).isEmpty();
        assertThat(arrivals.counts).containsOnly(each);
    }

    @Test
    void a_loop_that_is_closed_during_the_traffic_refuses_what_comes_and_has_run_what_came_first()
            throws InterruptedException {
        List<ExceptionContext> told = new ArrayList<>();
        Arrivals arrivals = new Arrivals();
        int[] accepted = new int[THREADS];
        EventLoop loop = EventLoop.create();
        loop.setExceptionHandler((of, context) -> told.add(context));
        List<Thread> threads = start(t -> {
            for (int i = 0; ; i++) {
                int number = i;
                try {
                    loop.callSoonThreadSafe(() -> {
                        arrivals.arrived(t, number);
                        if (arrivals.total == 100_000) {
                            loop.stop();
                        }
                    });
                    accepted[t]++;
                } catch (IllegalStateException refused) {
                    assertThat(refused).hasMessage("the event loop is closed");
                    assertThat(loop.isClosed()).isTrue();
                    return;
                }
            }
        });
        loop.runForever();
        loop.close();
        join(threads);
        assertThat(told).isEmpty();
        assertThat(arrivals.total).isGreaterThanOrEqualTo(100_000);
        for (int t = 0; t < THREADS; t++) {
            assertThat(arrivals.counts[t]).isLessThanOrEqualTo(accepted[t]);
        }
    }
}
