package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.Awaitable;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import dev.fermata.woven.Awaits;
import dev.fermata.woven.CoroutineFrame;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** How woven coroutines await each other, without an event loop: what suspends is resumed at once. */
class AwaitIT {
    private final List<String> log = new ArrayList<>();
    private int suspensions;

    /** Runs a coroutine to its end; whatever it waits for is null. */
    private Object run(Coroutine<?> coroutine) {
        return run(coroutine, null);
    }

    private Object run(Coroutine<?> coroutine, Throwable exception) {
        Object outcome = Awaits.drive((CoroutineFrame<?>) coroutine, null, null);
        while (outcome instanceof CoroutineFrame<?> frame) {
            suspensions++;
            outcome = Awaits.drive(frame, null, exception);
        }
        return outcome;
    }

    private static final Awaitable<?> PAUSE = Awaits.HOP;

    // ---- values

    @Async
    private static Coroutine<Integer> add(int a, long b, boolean pause) {
        if (pause) {
            await(PAUSE);
        }
        return done(a + (int) b);
    }

    @Async
    private static Coroutine<String> sums(boolean pause) {
        int one = await(add(1, 2L, pause));
        long two = await(add(one, 10L, pause)) + await(add(3, 4L, pause));
        return done("" + one + "," + two + "," + (await(add(one, two, pause)) + one));
    }

    @Test
    void values_come_back_with_and_without_a_suspension() {
        assertThat(run(sums(false))).isEqualTo("3,20,26");
        assertThat(suspensions).isZero();
        assertThat(run(sums(true))).isEqualTo("3,20,26");
        assertThat(suspensions).isEqualTo(4);
    }

    @Async
    private static Coroutine<Object> object(Object value, boolean pause) {
        if (pause) {
            await(PAUSE);
        }
        return done(value);
    }

    /** Nothing stands between the awaits and the place where their values meet: there is no cast to Object. */
    @Async
    private static Coroutine<Object> either(boolean first, boolean pause) {
        Object last = null;
        for (int i = 0; i < 3; i++) {
            last = first ? await(object("first " + i, pause)) : await(object("second " + i, pause));
        }
        return done(last);
    }

    @Test
    void the_values_of_two_awaits_may_meet() {
        assertThat(run(either(true, false))).isEqualTo("first 2");
        assertThat(run(either(false, false))).isEqualTo("second 2");
        assertThat(suspensions).isZero();
        assertThat(run(either(true, true))).isEqualTo("first 2");
        assertThat(run(either(false, true))).isEqualTo("second 2");
        assertThat(suspensions).isEqualTo(6);
    }

    @Async
    private static Coroutine<Integer> ofObject(Coroutine<Integer> inner) {
        return done(await(inner) + 1);
    }

    @Test
    void a_coroutine_may_be_kept_and_awaited_later() {
        assertThat(run(ofObject(ofObject(add(1, 2, true))))).isEqualTo(5);
        assertThat(run(ofObject(ofObject(add(1, 2, false))))).isEqualTo(5);
    }

    @Async
    private static Coroutine<Coroutine<Integer>> givesCoroutine() {
        await(PAUSE);
        return done(add(20, 22, true));
    }

    @Async
    private static Coroutine<Integer> takesCoroutine() {
        Coroutine<Integer> inner = await(givesCoroutine());
        return done(await(inner));
    }

    @Async
    private static Coroutine<Coroutine<Integer>> givesCoroutineAtOnce() {
        return done(add(20, 22, false));
    }

    @Async
    private static Coroutine<Integer> takesCoroutineAtOnce() {
        return done(await(await(givesCoroutineAtOnce())));
    }

    @Test
    void a_value_that_is_a_coroutine_is_not_taken_for_a_suspension() {
        assertThat(run(takesCoroutine())).isEqualTo(42);
        assertThat(run(takesCoroutineAtOnce())).isEqualTo(42);
    }

    // ---- misuse

    @Async
    private static Coroutine<Integer> twice(Coroutine<Integer> inner) {
        return done(await(inner) + await(inner));
    }

    @Test
    void a_coroutine_cannot_be_awaited_twice() {
        assertThatIllegalStateException()
                .isThrownBy(() -> run(twice(add(1, 2, true))))
                .withMessageContaining("cannot reuse already awaited coroutine");
    }

    @Test
    void null_cannot_be_awaited() {
        assertThatThrownBy(() -> run(ofObject(null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("await(null)");
    }

    // ---- exceptions

    @Async
    private static Coroutine<String> failing(boolean pause) throws IOException {
        if (pause) {
            await(PAUSE);
        }
        throw new IOException("as thrown");
    }

    @Async
    private Coroutine<String> catching(boolean pause) {
        try {
            return done(await(failing(pause)));
        } catch (IOException e) {
            await(PAUSE);
            return done("caught " + e.getMessage());
        } finally {
            log.add("finally");
            await(PAUSE);
            log.add("after the pause");
        }
    }

    @Test
    void exceptions_arrive_as_thrown_in_the_try_block_of_the_await() {
        assertThat(run(catching(false))).isEqualTo("caught as thrown");
        assertThat(run(catching(true))).isEqualTo("caught as thrown");
        assertThat(log).containsExactly("finally", "after the pause", "finally", "after the pause");
    }

    @Test
    void an_exception_that_nobody_catches_leaves_the_outermost() {
        assertThatThrownBy(() -> run(sums(true), new IOException("x"))).isInstanceOf(IOException.class);
    }

    // ---- depth

    @Async
    private static Coroutine<Integer> nested(int depth, boolean pause) {
        if (depth == 0) {
            if (pause) {
                await(PAUSE);
            }
            return done(0);
        }
        return done(await(nested(depth - 1, pause)) + 1);
    }

    @Async
    Coroutine<Integer> overridable(int depth, boolean pause) {
        if (depth == 0) {
            if (pause) {
                await(PAUSE);
            }
            return done(0);
        }
        return done(await(overridable(depth - 1, pause)) + 1);
    }

    @Async
    private static Coroutine<Integer> tailCalls(int left, boolean pause) {
        if (pause && left % 1000 == 0) {
            await(PAUSE);
        }
        if (left == 0) {
            return done(42);
        }
        return tailCalls(left - 1, pause);
    }

    @Test
    void a_million_nested_awaits_need_no_stack() {
        for (boolean pause : new boolean[] {false, true}) {
            assertThat(run(nested(1_000_000, pause))).isEqualTo(1_000_000);
            assertThat(run(overridable(1_000_000, pause))).isEqualTo(1_000_000);
            assertThat(run(tailCalls(1_000_000, pause))).isEqualTo(42);
        }
    }

    /** Holds something while it waits, and lets the caller see whether it still is held. */
    @Async
    private static Coroutine<Integer> holding(List<WeakReference<Object>> all, boolean pause) {
        Object held = new Object();
        all.add(new WeakReference<>(held));
        if (pause) {
            await(PAUSE);
        }
        return done(held.hashCode());
    }

    @Async
    private static Coroutine<Long> leftOfALoop(int times, boolean pause) {
        List<WeakReference<Object>> all = new ArrayList<>();
        int last = 0;
        for (int i = 0; i < times; i++) {
            last ^= await(holding(all, pause));
            Coroutine<Integer> kept = holding(all, pause);
            last ^= await(kept);
        }
        System.gc();
        return done(all.stream().filter(held -> held.get() != null).count() + (last & 0));
    }

    @Test
    void a_loop_of_awaits_takes_constant_memory() {
        for (boolean pause : new boolean[] {false, true}) {
            long left = (Long) run(leftOfALoop(10_000, pause));
            assertThat(left).isLessThan(10);
        }
    }

    @Test
    void an_exception_passes_a_million_awaits() {
        IOException thrown = new IOException();
        assertThatThrownBy(() -> run(nested(1_000_000, true), thrown)).isSameAs(thrown);
    }

    @Async
    private static Coroutine<Integer> looping(int rounds) {
        int sum = 0;
        for (int i = 0; i < rounds; i++) {
            for (int j = 0; j < 3; j++) {
                if (i % 2 == 0) {
                    sum += await(add(i, j, i % 4 == 0));
                }
                for (int k = 0; k < 5; k++) {
                    sum ^= k;
                }
            }
        }
        return done(sum);
    }

    private static int loopingPlain(int rounds) {
        int sum = 0;
        for (int i = 0; i < rounds; i++) {
            for (int j = 0; j < 3; j++) {
                if (i % 2 == 0) {
                    sum += i + j;
                }
                for (int k = 0; k < 5; k++) {
                    sum ^= k;
                }
            }
        }
        return sum;
    }

    @Test
    void loops_go_on_where_they_were() {
        assertThat(run(looping(10_000))).isEqualTo(loopingPlain(10_000));
    }

    // ---- forms of methods

    interface Service {
        Coroutine<String> name();

        @Async
        default Coroutine<String> greet(String greeting) {
            return done(greeting + " " + await(name()) + await(mark()));
        }

        @Async
        private Coroutine<String> mark() {
            await(PAUSE);
            return done("!");
        }
    }

    static class Base {
        @Async
        Coroutine<String> describe(int i) {
            await(PAUSE);
            return done("base " + i + await(secret()));
        }

        @Async
        private Coroutine<String> secret() {
            await(PAUSE);
            return done(" of base");
        }
    }

    static class Derived extends Base implements Service {
        @Async
        @Override
        Coroutine<String> describe(int i) {
            String base = await(super.describe(i + 1));
            return done("derived(" + base + await(secret()) + ")");
        }

        @Async
        private Coroutine<String> secret() {
            await(PAUSE);
            return done(" of derived");
        }

        @Async
        @Override
        public Coroutine<String> name() {
            await(PAUSE);
            return done("Derived");
        }
    }

    @Test
    void methods_may_be_overridden_and_private_ones_are_not() {
        assertThat(run(new Derived().describe(1))).isEqualTo("derived(base 2 of base of derived)");
        assertThat(run(new Derived().greet("hello"))).isEqualTo("hello Derived!");
    }

    @Test
    void a_lambda_that_awaits_is_a_coroutine() {
        String captured = "captured";
        Supplier<Coroutine<String>> lambda = () -> {
            int value = await(add(1, 1, true));
            log.add("inside");
            return done(captured + value);
        };
        Coroutine<String> coroutine = lambda.get();
        assertThat(log).isEmpty();
        assertThat(run(coroutine)).isEqualTo("captured2");
    }

    @Test
    void a_lambda_that_only_ends_is_a_finished_coroutine() {
        Supplier<Coroutine<String>> lambda = () -> done("value");
        assertThat(run(lambda.get())).isEqualTo("value");
    }

    @Async
    private static Coroutine<List<Integer>> underConstruction() {
        List<Integer> list = new ArrayList<>(List.of(await(add(1, 1, true)), await(add(2, 2, true))));
        list.add(new int[] {1, 2, await(add(3, 3, true))}[2]);
        return done(list);
    }

    @Test
    void values_on_the_stack_survive() {
        assertThat(run(underConstruction())).isEqualTo(List.of(2, 4, 6));
    }

    // ---- other classes

    static final class Elsewhere {
        @Async
        static Coroutine<Integer> twice(int value, boolean pause) {
            if (pause) {
                await(PAUSE);
            }
            return done(2 * value);
        }

        @Async
        private static Coroutine<Integer> nested(int depth) {
            return depth == 0 ? Elsewhere.<Integer>ended() : AwaitIT.back(depth - 1);
        }

        private static <T> Coroutine<T> ended() {
            return done();
        }

        static Coroutine<Integer> notWoven(int value) {
            return twice(value, true);
        }
    }

    @Async
    private static Coroutine<Integer> back(int depth) {
        await(Elsewhere.nested(depth));
        return done(depth);
    }

    @Async
    private static Coroutine<Integer> acrossClasses(boolean pause) {
        return done(await(Elsewhere.twice(1, pause)) + await(Elsewhere.notWoven(20)));
    }

    @Test
    void methods_of_other_classes_are_awaited_directly_or_as_objects() {
        assertThat(run(acrossClasses(false))).isEqualTo(42);
        assertThat(run(acrossClasses(true))).isEqualTo(42);
    }

    @Test
    void depth_across_classes_needs_no_stack_either() {
        assertThat(run(back(100_000))).isEqualTo(100_000);
    }
}
