package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.sleep;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.annotation.Async;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A forgotten await in woven code. */
class NeverAwaitedIT {
    private static final int DEEPER_THAN_THE_STACK_GOES = 1_000;

    private final EventLoop loop = EventLoop.create();
    private final List<String> told = new ArrayList<>();
    private int ran;

    @BeforeEach
    void listen() {
        loop.setExceptionHandler((of, context) -> told.add(context.message()));
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @Async
    private Coroutine<Integer> answer() {
        ran++;
        return done(42);
    }

    @Async
    private Coroutine<Integer> forgetful(int times) {
        for (int i = 0; i < times; i++) {
            answer();
        }
        return done(await(answer()));
    }

    @Async
    private Coroutine<Void> forgetsTheLibrary() {
        sleep(ofSeconds(1));
        return done();
    }

    private void plain() {
        answer();
    }

    @Async
    private Coroutine<Void> keeps() {
        Coroutine<Integer> kept = answer();
        Coroutine<Integer> awaited = answer();
        ran += await(awaited);
        assertThat(kept).isNotNull();
        return done();
    }

    @Async
    private Coroutine<Void> gathers() {
        await(Asyncio.gather(answer(), answer()));
        return done();
    }

    @Async
    private Coroutine<Integer> deep(int depth) {
        return done(depth == 0 ? 0 : 1 + await(deep(depth - 1)));
    }

    @Test
    void a_call_whose_coroutine_is_dropped_is_told_of_each_time_and_runs_nothing() {
        assertThat(loop.runUntilComplete(forgetful(2))).isEqualTo(42);

        assertThat(told)
                .hasSize(2)
                .allSatisfy(message -> assertThat(message)
                        .startsWith("coroutine NeverAwaitedIT.answer was never awaited. It was dropped in ")
                        .contains("NeverAwaitedIT.forgetful(NeverAwaitedIT.java:")
                        .endsWith("). Await it, or make a task of it by createTask."));
        assertThat(ran).isEqualTo(1);
    }

    @Test
    void one_of_the_library_is_told_of_too() {
        loop.runUntilComplete(forgetsTheLibrary());

        assertThat(told).singleElement().asString().startsWith("coroutine sleep was never awaited.");
    }

    @Test
    void so_is_one_that_is_dropped_in_a_method_that_is_no_coroutine() {
        loop.callSoon(this::plain);
        loop.runUntilComplete(sleep(ZERO));

        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("coroutine NeverAwaitedIT.answer was never awaited. It was dropped in ")
                .contains("NeverAwaitedIT.plain(NeverAwaitedIT.java:");
    }

    @Test
    void one_that_is_kept_is_told_of_in_debug_mode_with_the_line_that_made_it() {
        loop.setDebug(true);
        loop.runUntilComplete(keeps());
        loop.close();

        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("coroutine NeverAwaitedIT.answer was never awaited. It was made here:\n    at ")
                .contains("NeverAwaitedIT.keeps(NeverAwaitedIT.java:");
    }

    @Test
    void outside_of_debug_mode_nothing_is_known_of_one_that_is_kept() {
        loop.runUntilComplete(keeps());
        loop.close();

        assertThat(told).isEmpty();
    }

    @Test
    void in_debug_mode_too_one_that_is_dropped_is_told_of_once() {
        loop.setDebug(true);
        loop.runUntilComplete(forgetful(1));
        loop.close();

        assertThat(told).singleElement().asString().contains("It was dropped in ");
    }

    @Test
    void coroutines_that_are_awaited_or_run_as_tasks_are_not_told_of() {
        loop.setDebug(true);
        loop.callSoon(() -> loop.createTask(answer()));
        loop.runUntilComplete(gathers());
        loop.close();

        assertThat(told).isEmpty();
    }

    @Test
    void nor_are_those_that_begin_deep_in_the_stack() {
        loop.setDebug(true);
        assertThat(loop.runUntilComplete(deep(DEEPER_THAN_THE_STACK_GOES))).isEqualTo(DEEPER_THAN_THE_STACK_GOES);
        loop.close();

        assertThat(told).isEmpty();
    }
}
