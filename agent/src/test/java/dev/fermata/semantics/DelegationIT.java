package dev.fermata.semantics;

import static dev.fermata.Asyncio.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.Generator;
import dev.fermata.Generator.State;
import dev.fermata.GeneratorExit;
import dev.fermata.annotation.Async;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of {@code yield from} (PEP 380), each checked against CPython 3.13. */
class DelegationIT {
    private final List<String> log = new ArrayList<>();

    @Async
    private Generator<Object, Object, String> inner() {
        try {
            while (true) {
                Object received = Generator.yield("item");
                log.add("inner got " + received);
                if ("end".equals(received)) {
                    return done("inner value");
                }
            }
        } catch (IllegalArgumentException e) {
            log.add("inner caught " + e.getMessage());
            Generator.yield("recovered");
            return done("recovered value");
        } finally {
            log.add("inner finally");
        }
    }

    @Async
    private Generator<Object, Object, String> outer(Generator<?, ?, String> inner) {
        try {
            String value = Generator.yieldFrom(inner);
            log.add("outer got " + value);
            Generator.yield("outer item");
            return done("outer value");
        } finally {
            log.add("outer finally");
        }
    }

    private Generator<Object, Object, String> deep() {
        return outer(outer(outer(inner())));
    }

    @Test
    void values_reach_the_innermost_and_its_result_is_the_value() {
        Generator<Object, Object, String> generator = outer(inner());
        assertThat(generator.next()).isEqualTo("item");
        assertThat(generator.send("x")).isEqualTo("item");
        assertThat(generator.send("end")).isEqualTo("outer item");
        assertThat(log).containsExactly("inner got x", "inner got end", "inner finally", "outer got inner value");
        assertThat(generator.nextOr("END")).isEqualTo("END");
        assertThat(generator.result()).isEqualTo("outer value");
    }

    @Test
    void exceptions_reach_the_innermost() {
        Generator<Object, Object, String> generator = deep();
        generator.next();
        assertThat(generator.throw_(new IllegalArgumentException("x"))).isEqualTo("recovered");
        assertThat(generator.next()).isEqualTo("outer item");
        assertThat(log).containsExactly("inner caught x", "inner finally", "outer got recovered value");
    }

    @Test
    void an_exception_that_nobody_catches_passes_all() {
        Generator<Object, Object, String> generator = deep();
        generator.next();
        RuntimeException thrown = new RuntimeException("x");
        assertThatThrownBy(() -> generator.throw_(thrown)).isSameAs(thrown);
        assertThat(log).containsExactly("inner finally", "outer finally", "outer finally", "outer finally");
        assertThat(generator.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void close_closes_the_innermost_first() {
        Generator<Object, Object, String> generator = deep();
        generator.next();
        generator.close();
        assertThat(log).containsExactly("inner finally", "outer finally", "outer finally", "outer finally");
        assertThat(generator.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void the_exit_signal_as_an_exception_closes_the_inner_one_too() {
        Generator<Object, Object, String> generator = deep();
        generator.next();
        assertThatThrownBy(() -> generator.throw_(new GeneratorExit())).isInstanceOf(GeneratorExit.class);
        assertThat(log).containsExactly("inner finally", "outer finally", "outer finally", "outer finally");
    }

    @Async
    private static Generator<Object, Object, String> stubborn() {
        while (true) {
            try {
                Generator.yield("here");
            } catch (GeneratorExit e) {
                Generator.yield("still here");
            }
        }
    }

    @Test
    void an_inner_one_that_ignores_the_exit_is_an_error_in_the_outer_one() {
        Generator<Object, Object, String> inner = stubborn();
        Generator<Object, Object, String> generator = outer(inner);
        generator.next();
        assertThatIllegalStateException().isThrownBy(generator::close).withMessageContaining("ignored GeneratorExit");
        assertThat(log).containsExactly("outer finally");
        assertThat(generator.state()).isEqualTo(State.CLOSED);
        assertThat(inner.state()).isEqualTo(State.SUSPENDED);
    }

    @Test
    void one_that_has_ended_gives_null_at_once() {
        Generator<Object, Object, String> inner = inner();
        inner.next();
        inner.sendOr("end", "END");
        Generator<Object, Object, String> generator = outer(inner);
        assertThat(generator.next()).isEqualTo("outer item");
        assertThat(log).endsWith("outer got null");
    }

    @Test
    void a_started_one_goes_on_where_it_is() {
        Generator<Integer, Void, Void> inner = upTo(3);
        inner.next();
        assertThat(all(inner)).containsExactly(1, 2);
    }

    @Async
    private static Generator<Integer, Void, Void> upTo(int end) {
        for (int i = 0; i < end; i++) {
            Generator.yield(i);
        }
        return done();
    }

    @Async
    private static Generator<Object, Object, Void> all(Iterable<?>... parts) {
        for (Iterable<?> part : parts) {
            Generator.yieldFrom(part);
        }
        return done();
    }

    // ---- what can be iterated over

    @Test
    void any_iterable_will_do() {
        assertThat(all(List.of("a", "b"), upTo(2), List.of(), List.of("c"))).containsExactly("a", "b", 0, 1, "c");
    }

    @Async
    private Generator<Object, Object, Void> ofItems(Iterable<?> items) {
        try {
            Generator.yieldFrom(items);
        } catch (UnsupportedOperationException e) {
            log.add(e.getMessage());
            Generator.yield("after the error");
        }
        return done();
    }

    @Test
    void items_of_an_iterable_take_no_values() {
        Generator<Object, Object, Void> generator = ofItems(List.of(1, 2));
        assertThat(generator.next()).isEqualTo(1);
        assertThat(generator.send("x")).isEqualTo("after the error");
        assertThat(log.get(0)).startsWith("cannot send x to the items of an Iterable");
    }

    private final class Resource implements Iterator<Integer>, AutoCloseable {
        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public Integer next() {
            return 7;
        }

        @Override
        public void close() {
            log.add("closed the iterator");
        }
    }

    @Test
    void an_iterator_that_can_be_closed_is_closed() {
        Generator<Object, Object, Void> generator = ofItems((Iterable<Integer>) Resource::new);
        assertThat(generator.next()).isEqualTo(7);
        generator.close();
        assertThat(log).containsExactly("closed the iterator");
    }

    @Test
    void nothing_to_yield_from_is_an_error_at_that_place() {
        assertThatThrownBy(ofItems(null)::next).isInstanceOf(NullPointerException.class);
    }

    // ---- several hands on one chain

    @Test
    void two_generators_may_delegate_to_the_same_one() {
        Generator<Integer, Void, Void> shared = upTo(5);
        Generator<Object, Object, Void> one = all(shared);
        Generator<Object, Object, Void> other = all(shared);
        assertThat(one.next()).isEqualTo(0);
        assertThat(other.next()).isEqualTo(1);
        assertThat(one.next()).isEqualTo(2);
        assertThat(shared.next()).isEqualTo(3);
        assertThat(other.next()).isEqualTo(4);
        assertThat(one.nextOr("END")).isEqualTo("END");
        assertThat(other.nextOr("END")).isEqualTo("END");
    }

    @Test
    void the_middle_of_a_chain_may_be_resumed_directly() {
        Generator<Object, Object, Void> middle = all(upTo(2), upTo(3));
        Generator<Object, Object, Void> root = all(middle, List.of("root"));
        assertThat(root.next()).isEqualTo(0);
        assertThat(middle.next()).isEqualTo(1);
        assertThat(middle.next()).isEqualTo(0);
        assertThat(root.next()).isEqualTo(1);
        assertThat(middle.next()).isEqualTo(2);
        assertThat(middle.nextOr("END")).isEqualTo("END");
        assertThat(root.next()).isEqualTo("root");
        assertThat(root.nextOr("END")).isEqualTo("END");
    }

    @Test
    void the_middle_of_a_chain_may_be_closed_directly() {
        Generator<Object, Object, String> middle = outer(inner());
        Generator<Object, Object, String> root = outer(middle);
        root.next();
        middle.close();
        assertThat(log).containsExactly("inner finally", "outer finally");
        assertThat(root.next()).isEqualTo("outer item");
        assertThat(log).endsWith("outer got null");
    }

    private Generator<Object, Object, Void> first;
    private Generator<Object, Object, Void> second;

    @Async
    private Generator<Object, Object, Void> callingUp() {
        for (Generator<?, ?, ?> above : List.of(first, second)) {
            log.add(above.state().toString());
            try {
                above.next();
            } catch (IllegalStateException e) {
                log.add("already executing");
            }
        }
        Generator.yield("alive");
        return done();
    }

    @Test
    void all_of_a_chain_is_executing_while_its_innermost_runs() {
        first = all(callingUpOnce());
        second = all(first);
        assertThat(second.next()).isEqualTo("alive");
        assertThat(log).containsExactly("RUNNING", "already executing", "RUNNING", "already executing");
        assertThat(second.nextOr("END")).isEqualTo("END");
    }

    @Async
    private Generator<Object, Object, Void> callingUpOnce() {
        Generator.yieldFrom(callingUp());
        return done();
    }

    @Async
    private Generator<Object, Object, Void> ofItself() {
        try {
            Generator.yieldFrom(first);
        } catch (IllegalStateException e) {
            Generator.yield("error");
        }
        return done();
    }

    @Test
    void a_generator_cannot_delegate_to_itself() {
        first = ofItself();
        assertThat(first.next()).isEqualTo("error");
        first = ofItself();
        assertThat(all(first).next()).isEqualTo("error");
    }

    // ---- depth

    @Async
    private static Generator<Integer, Void, Integer> nested(int depth) {
        Generator.yield(depth);
        if (depth == 0) {
            return done(0);
        }
        Integer below = Generator.yieldFrom(nested(depth - 1));
        return done(below + 1);
    }

    @Async
    private static Generator<Integer, Void, Integer> tailCalls(int left) {
        Generator.yield(left);
        return left == 0 ? done(42) : tailCalls(left - 1);
    }

    @Test
    void a_million_nested_delegations_need_no_stack() {
        Generator<Integer, Void, Integer> generator = nested(1_000_000);
        int count = 0;
        while (generator.nextOr(-1) != -1) {
            count++;
        }
        assertThat(count).isEqualTo(1_000_001);
        assertThat(generator.result()).isEqualTo(1_000_000);
    }

    @Test
    void a_million_nested_delegations_can_be_closed() {
        Generator<Integer, Void, Integer> generator = nested(1_000_000);
        while (generator.next() != 0) {
            assertThat(generator.state()).isEqualTo(State.SUSPENDED);
        }
        generator.close();
        assertThat(generator.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void a_million_tail_calls_need_no_stack_and_end_with_the_last_value() {
        Generator<Integer, Void, Integer> generator = tailCalls(1_000_000);
        int count = 0;
        while (generator.nextOr(-1) != -1) {
            count++;
        }
        assertThat(count).isEqualTo(1_000_001);
        assertThat(generator.result()).isEqualTo(42);
    }
}
