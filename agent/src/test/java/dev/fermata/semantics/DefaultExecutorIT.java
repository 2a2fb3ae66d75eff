package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.gather;
import static dev.fermata.Asyncio.runInExecutor;
import static dev.fermata.Asyncio.toThread;
import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.annotation.Async;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The executor that is taken where none is named, and those of other libraries. */
class DefaultExecutorIT extends Traced {
    // ---- executors of other libraries

    @Async
    private Coroutine<Void> callsManyForeign() {
        ExecutorService foreign = ForeignService.withoutStages();
        CountDownLatch release = new CountDownLatch(1);
        List<Future<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            calls.add(runInExecutor(foreign, () -> release.await(1, TimeUnit.MINUTES)));
        }
        log(await(runInExecutor(foreign, () -> "the last is done first")));
        release.countDown();
        log(await(gather(calls)).size());
        return done();
    }

    @Test
    void many_calls_on_an_executor_of_another_library_do_not_hold_each_other_up() {
        assertThat(run(callsManyForeign()).stream().map(line -> line.substring(line.indexOf(' ') + 1)))
                .containsExactly("the last is done first", "200");
    }

    @Async
    private Coroutine<Void> callsForeignByDefault() {
        EventLoop loop = EventLoop.running();
        loop.setDefaultExecutor(ForeignService.withoutStages());
        log(await(runInExecutor(null, () -> "by default")));
        await(loop.shutdownDefaultExecutor(null));
        log(await(runInExecutor(ForeignService.withoutStages(), () -> "of my own")));
        return done();
    }

    @Test
    void an_executor_of_another_library_needs_no_other_one() {
        assertThat(run(callsForeignByDefault()).stream().map(line -> line.substring(line.indexOf(' ') + 1)))
                .containsExactly("by default", "of my own");
    }

    @Async
    private Coroutine<Void> getsUnexpected() {
        try {
            await(runInExecutor(ForeignService.withoutStages(), () -> {
                throw new ForeignService.Gone();
            }));
        } catch (IllegalStateException e) {
            log(e);
        }
        return done();
    }

    @Test
    void whatever_the_future_of_another_library_throws_reaches_who_awaits() {
        assertThat(run(getsUnexpected())).hasSize(1).allMatch(line -> line.endsWith("Gone:the cluster is gone"));
    }

    // ---- the default executor

    @Async
    private Coroutine<Void> usesDefault(ExecutorService mine) {
        EventLoop loop = EventLoop.running();
        loop.setDefaultExecutor(mine);
        String name = await(toThread(() -> Thread.currentThread().getName()));
        log(name, await(runInExecutor(null, () -> Thread.currentThread().getName())));
        return done();
    }

    @Test
    void the_default_executor_may_be_set_and_is_shut_down_with_the_loop() {
        ExecutorService mine = Executors.newSingleThreadExecutor(call -> new Thread(call, "mine"));
        assertThat(run(usesDefault(mine))).hasSize(1).allMatch(line -> line.endsWith("mine mine"));
        assertThat(mine.isTerminated()).isTrue();
    }

    @Test
    void the_common_pool_as_default_executor_does_not_hold_up_the_end() {
        assertThat(run(usesDefault(ForkJoinPool.commonPool())))
                .hasSize(1)
                .allMatch(line -> line.contains("commonPool"));
        assertThat(ForkJoinPool.commonPool().isShutdown()).isFalse();
    }

    @Async
    private Coroutine<Void> leavesCallRunning(ExecutorService mine) {
        EventLoop.running().setDefaultExecutor(mine);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Future<Boolean> abandoned = runInExecutor(null, () -> {
            begun.countDown();
            release.await(1, TimeUnit.MINUTES);
            return trace.add("it ends");
        });
        abandoned.addDoneCallback(done -> log("it is done"));
        await(runInExecutor(call -> new Thread(call).start(), () -> begun.await(1, TimeUnit.MINUTES)));
        log("main ends");
        EventLoop.running().callLater(ZERO, release::countDown);
        return done();
    }

    /** As in CPython, where a future that is no task is not cancelled at the end. */
    @Test
    void the_end_of_a_program_waits_for_what_runs_on_the_default_executor() {
        run(leavesCallRunning(Executors.newFixedThreadPool(2)));
        assertThat(trace.stream().map(line -> line.replaceFirst("^\\d+ ", "")))
                .containsSubsequence("main ends", "it ends")
                .hasSizeBetween(2, 3);
    }

    @Async
    private Coroutine<Void> callsAfterShutdown(ExecutorService other) {
        EventLoop loop = EventLoop.running();
        await(loop.shutdownDefaultExecutor(null));
        refused();
        loop.setDefaultExecutor(other);
        refused();
        return done();
    }

    private void refused() {
        assertThatThrownBy(() -> runInExecutor(null, () -> "never")).isInstanceOf(IllegalStateException.class);
        log("refused");
    }

    @Test
    void after_its_shutdown_there_is_no_default_executor_even_if_one_is_set() {
        assertThat(run(callsAfterShutdown(Executors.newSingleThreadExecutor())))
                .containsExactly("1 refused", "1 refused");
    }
}
