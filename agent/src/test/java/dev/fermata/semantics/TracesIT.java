package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.sleep;
import static dev.fermata.Asyncio.timeout;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fermata.Awaitable;
import dev.fermata.Coroutine;
import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.testing.TestLoop;
import dev.fermata.woven.Awaits;
import dev.fermata.woven.CoroutineFrame;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What a stack trace out of woven code shows: the chain of the user's methods, once, whoever is on the stack. */
class TracesIT {
    private static final Awaitable<?> PAUSE = Awaits.HOP;

    @Async
    private static Coroutine<Void> innermost() {
        await(PAUSE);
        throw new IllegalStateException("x");
    }

    @Async
    private static Coroutine<Void> middle() {
        await(innermost());
        return done();
    }

    @Async
    private static Coroutine<Void> outermost() {
        Coroutine<Void> kept = middle();
        await(kept);
        return done();
    }

    @Test
    void an_exception_after_a_suspension_shows_who_awaits() {
        Object frame = Awaits.drive((CoroutineFrame<?>) outermost(), null, null);
        Throwable thrown = catchThrowable(() -> Awaits.drive((CoroutineFrame<?>) frame, null, null));
        List<String> methods = methods(thrown);
        assertThat(methods.subList(0, 3)).containsExactly("innermost", "middle", "outermost");
        assertThat(methods).containsOnlyOnce("middle");
        assertThat(thrown.getStackTrace()[1].getFileName()).isEqualTo("TracesIT.java");
        assertThat(thrown.getStackTrace()[2].getLineNumber()).isEqualTo(thrown.getStackTrace()[1].getLineNumber() + 7);
    }

    @Async
    private static Coroutine<Void> wrapping() {
        try {
            await(innermost());
        } catch (IllegalStateException failure) {
            throw new IllegalArgumentException(failure);
        }
        return done();
    }

    @Async
    private static Coroutine<Void> awaitsTheWrapping() {
        await(wrapping());
        return done();
    }

    @Test
    void an_exception_thrown_in_the_place_of_another_shows_who_awaits_too() {
        try (TestLoop test = TestLoop.create()) {
            Throwable thrown = catchThrowable(() -> test.run(awaitsTheWrapping()));
            assertThat(methods(thrown).subList(0, 2)).containsExactly("wrapping", "awaitsTheWrapping");
            assertThat(methods(thrown)).containsOnlyOnce("awaitsTheWrapping");
            assertThat(methods(thrown.getCause()).subList(0, 2)).containsExactly("innermost", "wrapping");
        }
    }

    @Async
    private static Coroutine<Void> timesOut() throws TimeoutException {
        await(timeout(ofSeconds(1), () -> {
            await(sleep(ofSeconds(2)));
            return done();
        }));
        return done();
    }

    @Test
    void a_timeout_shows_who_awaits_its_scope() {
        try (TestLoop test = TestLoop.create()) {
            Throwable thrown = catchThrowable(() -> test.run(timesOut()));
            assertThat(thrown).isInstanceOf(TimeoutException.class);
            assertThat(methods(thrown)).containsOnlyOnce("timesOut");
        }
    }

    @Async
    private static Generator<Integer, Void, Void> leaf() {
        Generator.yield(1);
        throw new IllegalStateException("x");
    }

    @Async
    private static Generator<Integer, Void, Void> branch() {
        Generator.yieldFrom(leaf());
        return done();
    }

    @Async
    private static Generator<Integer, Void, Void> root() {
        Generator.yieldFrom(branch());
        return done();
    }

    @Test
    void an_exception_in_a_chain_of_generators_shows_who_delegates() {
        Generator<Integer, Void, Void> generator = root();
        generator.next();
        Throwable thrown = catchThrowable(generator::next);
        assertThat(methods(thrown).subList(0, 3)).containsExactly("leaf", "branch", "root");
        assertThat(ours(thrown)).isLessThanOrEqualTo(2);
    }

    @Async
    private static Generator<Integer, Void, Void> failing(boolean delegate) {
        if (delegate) {
            Generator.yieldFrom(leaf());
        }
        throw new IllegalStateException("x");
    }

    @Async
    private static Generator<Integer, Void, Void> simple() {
        Generator.yield(1);
        throw new IllegalStateException("x");
    }

    @Test
    void a_trace_out_of_a_generator_has_at_most_two_lines_of_ours() {
        for (Generator<Integer, Void, Void> generator : List.of(simple(), failing(false), failing(true), root())) {
            assertThat(ours(catchThrowable(() -> {
                        while (true) {
                            generator.next();
                        }
                    })))
                    .isBetween(1L, 2L);
        }
        for (Generator<Integer, Void, Void> generator : List.of(simple(), failing(false), failing(true), root())) {
            assertThat(ours(catchThrowable(() -> {
                        for (int item : generator) {
                            assertThat(item).isEqualTo(1);
                        }
                    })))
                    .isBetween(1L, 2L);
        }
    }

    private static long ours(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(element -> element.getClassName().startsWith("dev.fermata.woven.")
                        || element.getClassName().contains("$$")
                        || element.getClassName().equals("dev.fermata.Generator"))
                .count();
    }

    private static List<String> methods(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .map(StackTraceElement::getMethodName)
                .toList();
    }
}
