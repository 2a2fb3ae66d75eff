package dev.fermata.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.Asyncio;
import dev.fermata.CancelledError;
import dev.fermata.EventLoop;
import dev.fermata.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessLockTest {
    private final ProcessLock lock = ProcessLock.create();

    @AfterEach
    void close() {
        lock.close();
    }

    @Test
    void a_thread_takes_it_again_and_gives_it_up_as_often() throws Exception {
        ProcessLock.Hold outer = lock.lock();
        ProcessLock.Hold inner = lock.tryLock();
        assertThat(inner).isNotNull();
        inner.close();
        inner.close();

        assertThat(lock.isHeldByCurrentThread()).isTrue();
        assertThat(inOtherThread(lock::tryLock)).isNull();
        outer.close();
        assertThat(lock.isHeldByCurrentThread()).isFalse();
        assertThat(inOtherThread(lock::tryLock)).isNotNull();
    }

    @Test
    void threads_get_it_one_after_the_other() throws Exception {
        int[] count = new int[1];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> {
                for (int n = 0; n < 250; n++) {
                    try (var held = lock.lock()) {
                        count[0]++;
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(count[0]).isEqualTo(1000);
    }

    @Test
    void who_waits_too_long_gets_nothing_and_leaves_nothing_behind() throws Exception {
        try (var held = lock.lock()) {
            assertThat(inOtherThread(() -> lock.tryLock(Duration.ofMillis(20)))).isNull();
        }
        try (var again = inOtherThread(() -> lock.tryLock(Duration.ofSeconds(30)))) {
            assertThat(again).isNotNull();
        }
    }

    @Test
    void an_interrupt_ends_the_wait_and_the_lock_stays_good() throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        try (var held = lock.lock()) {
            Thread waiting = new Thread(() -> {
                try {
                    thrown.complete(new AssertionError("got " + lock.lock()));
                } catch (InterruptedException e) {
                    thrown.complete(e);
                }
            });
            waiting.start();
            waiting.interrupt();
            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
            assertThat(inOtherThread(lock::tryLock)).isNull();
        }
        try (var held = lock.lock()) {
            assertThat(lock.isHeldByCurrentThread()).isTrue();
        }
    }

    @Test
    void a_handle_is_the_same_lock() throws Exception {
        try (ProcessLock handle = Serialised.copy(lock)) {
            try (var held = lock.lock()) {
                assertThat(handle.isHeldByCurrentThread()).isTrue();
                assertThat(inOtherThread(handle::tryLock)).isNull();
            }
        }
        try (var held = lock.lock()) {
            assertThat(inOtherThread(lock::tryLock)).isNull();
        }
    }

    @Test
    void the_lock_of_a_value_is_the_same_for_all_its_handles() throws Exception {
        try (SharedLong value = SharedLong.create(0);
                SharedLong handle = Serialised.copy(value);
                ProcessLock own = Serialised.copy(value.getLock())) {
            try (var held = value.lock()) {
                assertThat(handle.getLock().isHeldByCurrentThread()).isTrue();
                assertThat(inOtherThread(() -> handle.getLock().tryLock())).isNull();
                assertThat(inOtherThread(own::tryLock)).isNull();
            }
        }
    }

    @Test
    void coroutines_take_turns_also_in_one_thread() throws Exception {
        ProcessLock.Hold first = Asyncio.run(lock.lockAsync());
        try (EventLoop loop = EventLoop.create()) {
            Task<ProcessLock.Hold> waiting = loop.createTask(lock.lockAsync());
            loop.callSoon(() -> loop.callSoon(loop::stop));
            loop.runForever();
            assertThat(waiting.isDone()).isFalse();

            first.close();
            ProcessLock.Hold second = loop.runUntilComplete(waiting);
            assertThat(inOtherThread(lock::tryLock)).isNull();
            second.close();
        }
        assertThat(inOtherThread(lock::tryLock)).isNotNull();
    }

    @Test
    void a_cancelled_coroutine_does_not_get_it() throws Exception {
        ProcessLock.Hold first = lock.lock();
        try (EventLoop loop = EventLoop.create()) {
            assertThatThrownBy(() -> loop.runUntilComplete(Asyncio.waitFor(lock.lockAsync(), Duration.ofMillis(10))))
                    .isInstanceOf(TimeoutException.class);
            first.close();
            loop.runUntilComplete(lock.lockAsync()).close();
        }
    }

    @Test
    void a_coroutine_cancelled_as_the_lock_arrives_gives_it_back() throws Exception {
        ProcessLock.Hold first = lock.lock();
        try (EventLoop loop = EventLoop.create()) {
            Task<ProcessLock.Hold> waiting = loop.createTask(lock.lockAsync());
            loop.callSoon(() -> loop.callSoon(loop::stop));
            loop.runForever();
            first.close(); // it arrives when the loop runs again
            waiting.cancel();
            assertThatThrownBy(() -> loop.runUntilComplete(waiting)).isInstanceOf(CancelledError.class);
        }
        try (var held = lock.lock()) {
            assertThat(lock.isHeldByCurrentThread()).isTrue();
        }
    }

    @Test
    void blocking_the_thread_of_a_loop_is_an_error() {
        try (EventLoop loop = EventLoop.create()) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            loop.callSoon(() -> {
                try (var held = lock.lock()) {
                    thrown.complete(new AssertionError("blocked"));
                } catch (IllegalStateException | InterruptedException e) {
                    thrown.complete(e);
                }
                loop.stop();
            });
            loop.runForever();
            assertThat(thrown.join())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Call await(lockAsync()) in a coroutine instead");
        }
    }

    @Test
    void two_tasks_of_a_loop_do_not_both_get_it_without_waiting() {
        try (EventLoop loop = EventLoop.create()) {
            List<ProcessLock.Hold> got = new ArrayList<>();
            loop.callSoon(() -> got.add(lock.tryLock()));
            loop.callSoon(() -> {
                got.add(lock.tryLock());
                loop.stop();
            });
            loop.runForever();
            assertThat(got.get(0)).isNotNull();
            assertThat(got.get(1)).isNull();
        }
    }

    @Test
    void closing_it_lets_those_fail_who_wait() throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        ProcessLock.Hold held = lock.lock();
        Thread waiting = new Thread(() -> {
            try {
                thrown.complete(new AssertionError("got " + lock.lock()));
            } catch (InterruptedException | IllegalStateException e) {
                thrown.complete(e);
            }
        });
        waiting.start();
        lock.close();

        assertThat(thrown.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("this lock is closed");
        held.close();
        assertThatThrownBy(lock::tryLock).isInstanceOf(IllegalStateException.class);
    }

    private interface Attempt {
        ProcessLock.Hold run() throws InterruptedException;
    }

    /** Takes it in a new thread, which ends with it. */
    private static ProcessLock.Hold inOtherThread(Attempt attempt) throws Exception {
        CompletableFuture<ProcessLock.Hold> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(attempt.run());
            } catch (Throwable thrown) {
                result.completeExceptionally(thrown);
            }
        });
        thread.start();
        return result.get();
    }
}
