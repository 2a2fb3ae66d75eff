package dev.fermata;

import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FutureTest {
    private final EventLoop loop = EventLoop.create();
    private final Future<String> future = loop.createFuture();
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        loop.close();
    }

    // ---- outcomes

    @Test
    void pending_it_has_no_outcome() {
        assertThat(future.isDone()).isFalse();
        assertThat(future.isCancelled()).isFalse();
        assertThatIllegalStateException().isThrownBy(future::result).withMessageContaining("Result is not ready");
        assertThatIllegalStateException().isThrownBy(future::exception).withMessageContaining("Exception is not set");
        assertThat(future).hasToString("Future[pending]");
    }

    @Test
    void it_may_have_a_value() throws Exception {
        future.setResult("v");
        assertThat(future.isDone()).isTrue();
        assertThat(future.result()).isEqualTo("v");
        assertThat(future.exception()).isNull();
        assertThat(future.get()).isEqualTo("v");
        assertThat(future.get(0, TimeUnit.SECONDS)).isEqualTo("v");
        assertThat(future).hasToString("Future[done]");
    }

    @Test
    void its_value_may_be_null() throws Exception {
        future.setResult(null);
        assertThat(future.isDone()).isTrue();
        assertThat(future.result()).isNull();
        assertThat(future.get()).isNull();
    }

    @Test
    void it_may_fail_with_a_checked_exception_that_is_thrown_as_it_is() {
        IOException exception = new IOException("x");
        future.setException(exception);
        assertThat(future.exception()).isSameAs(exception);
        assertThatThrownBy(future::result).isSameAs(exception);
        assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class).hasCause(exception);
        assertThat(future).hasToString("Future[failed: java.io.IOException: x]");
    }

    @Test
    void it_may_be_cancelled() {
        assertThat(future.cancel("why")).isTrue();
        assertThat(future.cancel()).isFalse();
        assertThat(future.isDone()).isTrue();
        assertThat(future.isCancelled()).isTrue();
        assertThatThrownBy(future::result).isInstanceOf(CancelledError.class).hasMessage("why");
        assertThatThrownBy(future::exception).isInstanceOf(CancelledError.class);
        assertThatThrownBy(future::get)
                .isInstanceOf(CancellationException.class)
                .hasMessage("why");
        assertThat(future).hasToString("Future[cancelled]");
    }

    @Test
    void it_ends_once() {
        future.setResult("v");
        assertThatIllegalStateException()
                .isThrownBy(() -> future.setResult("w"))
                .withMessageContaining("done already");
        assertThatIllegalStateException().isThrownBy(() -> future.setException(new IOException()));
        assertThat(future.cancel()).isFalse();
        assertThat(future.result()).isEqualTo("v");
    }

    // ---- from other threads

    private static Thread thread(Runnable action) {
        Thread thread = new Thread(action);
        thread.start();
        return thread;
    }

    @Test
    void another_thread_may_complete_it_and_the_callback_runs_on_the_loops_thread() {
        future.addDoneCallback(
                done -> log.add(done.result() + " on " + Thread.currentThread().getName()));
        thread(() -> future.setResult("v"));
        assertThat(loop.runUntilComplete(future)).isEqualTo("v");
        assertThat(log).containsExactly("v on " + Thread.currentThread().getName());
    }

    @Test
    void while_the_loop_does_not_run_any_thread_completes_it_at_once() throws InterruptedException {
        thread(() -> future.setResult("v")).join();
        assertThat(future.result()).isEqualTo("v");
    }

    @Test
    void completed_from_another_thread_it_takes_one_hop() {
        CountDownLatch handedOver = new CountDownLatch(1);
        loop.callSoon(() -> {
            thread(() -> {
                future.setResult("v");
                handedOver.countDown();
            });
            await(handedOver);
            log.add("done " + future.isDone() + " in turn " + loop.turns());
        });
        future.addDoneCallback(done -> log.add("callback in turn " + loop.turns()));
        loop.runUntilComplete(future);
        assertThat(log).containsExactly("done false in turn 1", "callback in turn 3");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_completion_that_comes_after_a_cancellation_is_ignored() throws InterruptedException {
        List<ExceptionContext> handled = new ArrayList<>();
        loop.setExceptionHandler((of, context) -> handled.add(context));
        loop.callSoon(() -> {
            CountDownLatch handedOver = new CountDownLatch(1);
            thread(() -> {
                future.setResult("v");
                handedOver.countDown();
            });
            await(handedOver);
            future.cancel();
        });
        loop.runUntilComplete(Asyncio.sleep(java.time.Duration.ofMillis(1)));
        assertThat(future.isCancelled()).isTrue();
        assertThat(handled).isEmpty();
    }

    @Test
    void a_second_completion_from_another_thread_is_told_to_the_exception_handler() {
        List<ExceptionContext> handled = new ArrayList<>();
        loop.setExceptionHandler((of, context) -> handled.add(context));
        loop.callSoon(() -> thread(() -> {
            future.setResult("v");
            future.setResult("w");
            loop.callSoonThreadSafe(loop::stop);
        }));
        loop.runForever();
        assertThat(future.result()).isEqualTo("v");
        assertThat(handled).hasSize(1);
        assertThat(handled.get(0).exception()).hasMessageContaining("done already");
    }

    @Test
    void another_thread_may_wait_for_it() throws Exception {
        CompletableFuture<String> got = new CompletableFuture<>();
        CountDownLatch running = new CountDownLatch(1);
        thread(() -> {
            await(running);
            try {
                got.complete(future.get());
            } catch (Exception e) {
                got.completeExceptionally(e);
            }
            loop.callSoonThreadSafe(loop::stop);
        });
        loop.callSoon(running::countDown);
        loop.callLater(java.time.Duration.ofMillis(20), () -> future.setResult("v"));
        loop.runForever();
        assertThat(got.get(20, TimeUnit.SECONDS)).isEqualTo("v");
    }

    @Test
    void waiting_for_it_may_time_out() throws Exception {
        CompletableFuture<String> got = new CompletableFuture<>();
        thread(() -> {
            try {
                got.complete(future.get(10, TimeUnit.MILLISECONDS));
            } catch (Exception e) {
                got.completeExceptionally(e);
            }
            loop.callSoonThreadSafe(loop::stop);
        });
        loop.runForever();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> got.get(20, TimeUnit.SECONDS))
                .withCauseInstanceOf(TimeoutException.class);
        loop.stop();
        loop.runForever();
        assertThat(loop.thread.latches).isEmpty();
    }

    @Test
    void on_the_loops_thread_waiting_for_it_is_an_error_instead_of_a_deadlock() {
        loop.callSoon(() -> {
            assertThatIllegalStateException().isThrownBy(future::get).withMessageContaining("would wait for ever");
            log.add("refused");
        });
        loop.runUntilComplete(Asyncio.sleep(ZERO));
        assertThat(log).containsExactly("refused");
    }

    @Test
    void who_waits_for_it_is_told_that_the_loop_was_closed() throws Exception {
        CompletableFuture<String> got = new CompletableFuture<>();
        thread(() -> {
            try {
                got.complete(future.get());
            } catch (Exception e) {
                got.completeExceptionally(e);
            }
        });
        while (loop.thread.latches.isEmpty()) {
            loop.stop();
            loop.runForever();
        }
        loop.close();
        assertThatThrownBy(() -> got.get(20, TimeUnit.SECONDS)).hasMessageContaining("the loop was closed before");
    }

    // ---- futures of the JDK

    @Test
    void a_completable_future_ends_as_it_does() throws Exception {
        CompletableFuture<String> target = future.toCompletableFuture();
        loop.callSoon(() -> future.setResult("v"));
        loop.runUntilComplete(future);
        assertThat(target.get(20, TimeUnit.SECONDS)).isEqualTo("v");

        Future<String> failing = loop.createFuture();
        CompletableFuture<String> failed = failing.toCompletableFuture();
        IOException exception = new IOException("x");
        failing.setException(exception);
        loop.stop();
        loop.runForever();
        assertThatThrownBy(failed::get).hasCause(exception);
    }

    @Test
    void cancelling_the_completable_future_cancels_it() {
        CompletableFuture<String> target = future.toCompletableFuture();
        thread(() -> target.cancel(true));
        assertThatThrownBy(() -> loop.runUntilComplete(future)).isInstanceOf(CancelledError.class);
    }

    private <T> Future<T> of(CompletableFuture<T> stage) {
        List<Future<T>> made = new ArrayList<>();
        loop.callSoon(() -> made.add(Future.of(stage)));
        loop.runUntilComplete(Asyncio.sleep(ZERO));
        return made.get(0);
    }

    @Test
    void a_stage_that_is_done_makes_a_future_that_is_done() {
        assertThat(of(CompletableFuture.completedFuture("v")).result()).isEqualTo("v");
        assertThat(of(CompletableFuture.failedFuture(new IOException("x"))).exception())
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_stage_makes_a_future_that_ends_as_it_does_without_wrappers() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        Future<String> made = of(stage.thenApply(value -> value + "!"));
        thread(() -> stage.complete("v"));
        assertThat(loop.runUntilComplete(made)).isEqualTo("v!");

        CompletableFuture<String> failing = new CompletableFuture<>();
        Future<String> failed = of(failing.thenApply(value -> value + "!"));
        thread(() -> failing.completeExceptionally(new CompletionException(new IOException("x"))));
        assertThatThrownBy(() -> loop.runUntilComplete(failed)).isInstanceOf(IOException.class);

        CompletableFuture<String> cancelling = new CompletableFuture<>();
        Future<String> cancelled = of(cancelling);
        thread(() -> cancelling.cancel(true));
        assertThatThrownBy(() -> loop.runUntilComplete(cancelled)).isInstanceOf(CancelledError.class);
    }

    @Test
    void cancelling_the_future_of_a_stage_cancels_the_stage() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        Future<String> made = of(stage);
        made.cancel();
        loop.stop();
        loop.runForever();
        assertThat(stage).isCancelled();
    }
}
