package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.ExceptionContext;
import dev.fermata.Future;
import dev.fermata.annotation.Async;
import dev.fermata.woven.Awaits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Index;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DebugModeIT {
    private final EventLoop loop = EventLoop.create();
    private final List<ExceptionContext> handled = new ArrayList<>();

    @BeforeEach
    void debug() {
        loop.setDebug(true);
        loop.setExceptionHandler((of, context) -> handled.add(context));
    }

    @AfterEach
    void close() {
        loop.close();
    }

    private static void block() {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    @Test
    void a_slow_callback_is_logged_with_what_it_was_doing() {
        try (Logged logged = new Logged()) {
            loop.callSoon(DebugModeIT::block);
            loop.callSoon(() -> {});
            loop.runUntilComplete(Asyncio.sleep(ZERO));
            assertThat(logged.messages()) // others may be slow by chance
                    .filteredOn(message -> message.contains("DebugModeIT.block(DebugModeIT.java:"))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("Executing Handle[", " took ", " ms. It was here:");
        }
    }

    @Test
    void what_is_slow_can_be_set() {
        try (Logged logged = new Logged()) {
            loop.setSlowCallbackDuration(ofSeconds(10));
            loop.callSoon(DebugModeIT::block);
            loop.runUntilComplete(Asyncio.sleep(ZERO));
            assertThat(logged.messages()).isEmpty();
        }
        loop.setDebug(false);
        assertThat(loop.isDebug()).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> loop.setSlowCallbackDuration(ofSeconds(1)));
    }

    @Test
    void what_fails_says_where_it_was_made() {
        Future<String> future = loop.createFuture();
        future.setException(new IllegalArgumentException("x"));
        loop.close();
        assertThat(handled).hasSize(1);
        assertThat((String) handled.get(0).source())
                .contains("It was made here:")
                .contains("DebugModeIT.what_fails_says_where_it_was_made(DebugModeIT.java:");
    }

    @Async
    private Coroutine<Void> blocksAndFails() {
        await(Asyncio.sleep(ZERO));
        block();
        throw new IllegalArgumentException("x");
    }

    @Test
    void a_slow_step_of_a_task_is_logged_with_what_it_was_doing_and_its_failure_with_where_it_was_made() {
        try (Logged logged = new Logged()) {
            loop.setExceptionHandler(null);
            loop.createTask(blocksAndFails(), "slow", null);
            loop.runUntilComplete(Asyncio.sleep(ofMillis(1)));
            loop.close();
            assertThat(logged.messages())
                    .filteredOn(message -> message.contains("[slow, "))
                    .hasSize(2)
                    .satisfies(
                            slow -> assertThat(slow)
                                    .startsWith("Executing Task[slow, ")
                                    .contains(" ms. It was here:")
                                    .contains("DebugModeIT.block(DebugModeIT.java:")
                                    .contains("DebugModeIT.blocksAndFails"),
                            Index.atIndex(0))
                    .satisfies(
                            failed -> assertThat(failed)
                                    .startsWith("Task exception was never retrieved\nTask[slow, failed")
                                    .contains("It was made here:")
                                    .contains("DebugModeIT.a_slow_step_of_a_task_is_logged"),
                            Index.atIndex(1));
        }
    }

    @Test
    void a_callback_of_another_thread_that_fails_says_where_it_was_handed_over() throws InterruptedException {
        try (Logged logged = new Logged()) {
            loop.setExceptionHandler(null);
            Thread other = new Thread(this::handOver);
            loop.callSoon(other::start);
            loop.runForever();
            other.join();
            assertThat(logged.messages())
                    .filteredOn(message -> message.startsWith("Exception in callback\nHandle["))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("It was made here:")
                    .contains("DebugModeIT.handOver(DebugModeIT.java:");
        }
    }

    private void handOver() {
        loop.callSoonThreadSafe(() -> {
            loop.stop();
            throw new IllegalArgumentException("x");
        });
    }

    @Test
    void a_coroutine_that_was_kept_and_never_awaited_is_told_of_at_the_end() {
        List<Coroutine<?>> kept = new ArrayList<>();
        loop.callSoon(() -> {
            kept.add(Asyncio.sleep(ofSeconds(1)));
            loop.createTask(Asyncio.sleep(ofMillis(1)));
        });
        loop.runUntilComplete(Asyncio.sleep(ofMillis(5)));
        loop.close();
        assertThat(handled).hasSize(1);
        assertThat(handled.get(0).message())
                .startsWith("coroutine sleep was never awaited. It was made here:")
                .contains("DebugModeIT.");
    }

    @Test
    void a_coroutine_that_was_never_awaited_is_told_of_when_it_is_garbage() {
        loop.callSoon(() -> assertThat(Asyncio.sleep(ofSeconds(1))).isNotNull());
        for (int i = 0; i < 100 && handled.isEmpty(); i++) {
            loop.runUntilComplete(loop.createTask(Asyncio.sleep(ofMillis(5))));
            System.gc();
        }
        assertThat(handled).hasSize(1);
        assertThat(handled.get(0).message()).startsWith("coroutine sleep was never awaited.");
    }

    @Test
    void a_coroutine_that_is_dropped_at_once_is_told_of_there() {
        loop.callSoon(() -> Awaits.dropped(Asyncio.toThread(() -> 1)));
        loop.runUntilComplete(loop.createTask(Asyncio.sleep(ZERO)));
        assertThat(handled).hasSize(1);
        assertThat(handled.get(0).message())
                .startsWith("coroutine toThread was never awaited. It was dropped in ")
                .contains("DebugModeIT.java:");
        loop.close();
        assertThat(handled).hasSize(1);
    }

    @Test
    void dropped_outside_of_a_loop_it_is_logged() {
        try (Logged logged = new Logged()) {
            Awaits.dropped(Asyncio.sleep(ofSeconds(1)));
            assertThat(logged.messages()).hasSize(1).first().asString().startsWith("coroutine sleep was never awaited");
        }
    }
}
