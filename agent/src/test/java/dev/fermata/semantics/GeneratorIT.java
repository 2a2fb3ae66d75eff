package dev.fermata.semantics;

import static dev.fermata.Asyncio.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fermata.Generator;
import dev.fermata.Generator.State;
import dev.fermata.GeneratorExit;
import dev.fermata.StopIteration;
import dev.fermata.annotation.Async;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of Python's generators (PEP 255, 342, 479), each checked against CPython 3.13. */
class GeneratorIT {
    private final List<String> log = new ArrayList<>();

    @Async
    private static Generator<Object, Object, String> echo() {
        Object received = Generator.yield("first");
        while (!"stop".equals(received)) {
            received = Generator.yield("got " + received);
        }
        return done("stopped");
    }

    @Async
    private Generator<Object, Object, String> logging() {
        try {
            log.add("sent " + Generator.yield(1));
            Generator.yield(2);
        } catch (IllegalArgumentException e) {
            log.add("caught " + e.getMessage());
            Generator.yield("after the exception");
        } finally {
            log.add("finally");
        }
        return done("end");
    }

    // ---- next and send

    @Test
    void the_body_does_not_run_before_the_first_next() {
        Generator<Object, Object, String> generator = logging();
        assertThat(generator.state()).isEqualTo(State.CREATED);
        assertThat(log).isEmpty();
    }

    @Test
    void send_makes_the_yield_evaluate_to_the_value() {
        Generator<Object, Object, String> generator = echo();
        assertThat(generator.next()).isEqualTo("first");
        assertThat(generator.send(5)).isEqualTo("got 5");
        assertThat(generator.next()).isEqualTo("got null");
        assertThat(generator.state()).isEqualTo(State.SUSPENDED);
    }

    @Test
    void before_the_start_only_null_can_be_sent_and_the_generator_stays_as_it_was() {
        Generator<Object, Object, String> generator = echo();
        assertThatIllegalStateException()
                .isThrownBy(() -> generator.send(5))
                .withMessageContaining("cannot send 5 to the just-started generator GeneratorIT.echo")
                .withMessageContaining("send(null)");
        assertThatIllegalStateException().isThrownBy(() -> generator.sendOr(5, "end"));
        assertThat(generator.state()).isEqualTo(State.CREATED);
        assertThat(generator.send(null)).isEqualTo("first");
    }

    @Test
    void the_end_carries_the_value_once() {
        Generator<Object, Object, String> generator = echo();
        generator.next();
        StopIteration end = catchThrowableOfType(StopIteration.class, () -> generator.send("stop"));
        assertThat(end.value()).isEqualTo("stopped");
        assertThat(end.getStackTrace()).isEmpty();
        assertThat(catchThrowableOfType(StopIteration.class, generator::next).value())
                .isNull();
        assertThat(generator.state()).isEqualTo(State.CLOSED);
        assertThat(generator.result()).isEqualTo("stopped");
    }

    @Test
    void next_or_and_send_or_hand_out_the_end_without_an_exception() {
        Generator<Object, Object, String> generator = echo();
        assertThat(generator.nextOr("END")).isEqualTo("first");
        assertThat(generator.sendOr("stop", "END")).isEqualTo("END");
        assertThat(generator.nextOr("END")).isEqualTo("END");
        assertThat(generator.result()).isEqualTo("stopped");
    }

    @Test
    void there_is_no_result_before_the_end_and_none_without_a_return() {
        Generator<Object, Object, String> running = echo();
        assertThatIllegalStateException().isThrownBy(running::result).withMessageContaining("has not ended");
        running.next();
        running.close();
        assertThatIllegalStateException()
                .isThrownBy(running::result)
                .withMessageContaining("closed before it returned");
        Generator<Object, Object, String> failing = logging();
        assertThatThrownBy(() -> failing.throw_(new IOException())).isInstanceOf(IOException.class);
        assertThatIllegalStateException().isThrownBy(failing::result).withMessageContaining("it failed");
    }

    // ---- throw

    @Test
    void throw_raises_at_the_yield_and_returns_the_next_item() {
        Generator<Object, Object, String> generator = logging();
        generator.next();
        assertThat(generator.throw_(new IllegalArgumentException("x"))).isEqualTo("after the exception");
        assertThat(log).containsExactly("caught x");
    }

    @Test
    void an_exception_that_the_body_does_not_catch_ends_it_for_ever() {
        Generator<Object, Object, String> generator = logging();
        generator.next();
        IOException checked = new IOException("checked");
        assertThatThrownBy(() -> generator.throw_(checked)).isSameAs(checked);
        assertThat(log).containsExactly("finally");
        assertThat(generator.state()).isEqualTo(State.CLOSED);
        assertThatThrownBy(generator::next).isInstanceOf(StopIteration.class);
        assertThatThrownBy(() -> generator.throw_(checked)).isSameAs(checked);
    }

    @Test
    void throw_before_the_start_ends_the_generator_without_running_it() {
        Generator<Object, Object, String> generator = logging();
        assertThatThrownBy(() -> generator.throw_(new IllegalArgumentException("early")))
                .hasMessage("early");
        assertThat(log).isEmpty();
        assertThatThrownBy(generator::next).isInstanceOf(StopIteration.class);
    }

    @Test
    void a_stop_iteration_that_leaves_the_body_is_an_error() {
        Generator<Object, Object, String> generator = leaking();
        assertThatIllegalStateException()
                .isThrownBy(generator::next)
                .withMessageContaining("raised StopIteration")
                .withCauseInstanceOf(StopIteration.class);
    }

    @Async
    private static Generator<Object, Object, String> leaking() {
        Generator<Object, Object, String> inner = finished();
        inner.nextOr("end");
        Generator.yield(inner.next());
        return done();
    }

    @Async
    private static Generator<Object, Object, String> finished() {
        return done("value");
    }

    // ---- close

    @Test
    void close_runs_the_finally_blocks() {
        Generator<Object, Object, String> generator = logging();
        generator.next();
        generator.close();
        assertThat(log).containsExactly("finally");
        generator.close();
        assertThat(log).hasSize(1);
    }

    @Test
    void close_before_the_start_runs_nothing() {
        Generator<Object, Object, String> generator = logging();
        generator.close();
        assertThat(log).isEmpty();
        assertThat(generator.state()).isEqualTo(State.CLOSED);
        assertThatThrownBy(generator::next).isInstanceOf(StopIteration.class);
    }

    @Async
    private static Generator<Object, Void, String> stubborn() {
        while (true) {
            try {
                Generator.yield("here");
            } catch (GeneratorExit e) {
                Generator.yield("still here");
            }
        }
    }

    @Test
    void a_generator_that_yields_while_it_is_closed_is_an_error_and_stays_suspended() {
        Generator<Object, Void, String> generator = stubborn();
        generator.next();
        assertThatIllegalStateException()
                .isThrownBy(generator::close)
                .withMessageContaining("GeneratorIT.stubborn")
                .withMessageContaining("ignored GeneratorExit");
        assertThat(generator.state()).isEqualTo(State.SUSPENDED);
        assertThat(generator.next()).isEqualTo("here");
    }

    @Async
    private static Generator<Object, Void, String> graceful() {
        try {
            Generator.yield(1);
        } catch (GeneratorExit e) {
            return done("closed gracefully");
        }
        return done("not closed");
    }

    @Test
    void a_return_is_a_good_answer_to_close() {
        Generator<Object, Void, String> generator = graceful();
        generator.next();
        generator.close();
        assertThat(generator.result()).isEqualTo("closed gracefully");
    }

    @Test
    void an_exception_out_of_a_finally_block_leaves_close() {
        Generator<Object, Void, Void> generator = failingToClose();
        generator.next();
        assertThatIllegalStateException().isThrownBy(generator::close).withMessage("from finally");
        assertThat(generator.state()).isEqualTo(State.CLOSED);
    }

    @Async
    @SuppressWarnings("finally")
    private static Generator<Object, Void, Void> failingToClose() {
        try {
            Generator.yield(1);
        } finally {
            throw new IllegalStateException("from finally");
        }
    }

    @Test
    void the_exit_signal_is_not_caught_by_catch_exception() {
        Generator<Object, Void, Void> generator = catchingExceptions();
        generator.next();
        generator.close();
        assertThat(generator.state()).isEqualTo(State.CLOSED);
        assertThat(log).isEmpty();
    }

    @Async
    private Generator<Object, Void, Void> catchingExceptions() {
        try {
            Generator.yield(1);
        } catch (Exception e) {
            log.add("caught " + e);
        }
        return done();
    }

    @Async
    private static Generator<Object, Void, String> yieldingInFinally() {
        try {
            return done("from try");
        } finally {
            Generator.yield("from finally");
        }
    }

    @Test
    void a_yield_in_finally_comes_before_the_return() {
        Generator<Object, Void, String> generator = yieldingInFinally();
        assertThat(generator.next()).isEqualTo("from finally");
        assertThat(generator.nextOr("END")).isEqualTo("END");
        assertThat(generator.result()).isEqualTo("from try");
    }

    // ---- re-entry

    private Generator<Object, Object, String> itself;

    @Async
    private Generator<Object, Object, String> reentering() {
        for (Runnable call : List.<Runnable>of(
                () -> itself.next(),
                () -> itself.send(1),
                () -> itself.throw_(new IOException()),
                () -> itself.close())) {
            try {
                call.run();
            } catch (IllegalStateException e) {
                log.add(e.getMessage().replaceAll(".* is", "is"));
            }
        }
        log.add(itself.state().toString());
        Generator.yield("alive");
        return done("end");
    }

    @Test
    void a_generator_cannot_be_resumed_from_its_own_body_and_goes_on() {
        itself = reentering();
        assertThat(itself.next()).isEqualTo("alive");
        assertThat(log)
                .containsExactly(
                        "is already executing",
                        "is already executing",
                        "is already executing",
                        "is already executing",
                        "RUNNING");
        assertThat(itself.nextOr("END")).isEqualTo("END");
    }

    // ---- iteration

    @Async
    private static Generator<Integer, Void, Void> upTo(int end) {
        for (int i = 0; i < end; i++) {
            Generator.yield(i);
        }
        return done();
    }

    @Async
    private static Generator<String, Void, Void> withNulls() {
        Generator.yield("a");
        Generator.yield(null);
        Generator.yield("b");
        return done();
    }

    @Test
    void a_for_loop_takes_all_items_nulls_too() {
        List<String> items = new ArrayList<>();
        for (String item : withNulls()) {
            items.add(item);
        }
        assertThat(items).containsExactly("a", null, "b");
    }

    @Test
    void a_loop_that_is_left_early_loses_no_item() {
        Generator<Integer, Void, Void> generator = upTo(5);
        for (int item : generator) {
            if (item == 1) {
                break;
            }
        }
        assertThat(generator.next()).isEqualTo(2);
    }

    @Test
    void an_iterator_keeps_the_contract_of_iterators() {
        Iterator<Integer> iterator = upTo(1).iterator();
        assertThat(iterator.hasNext()).isTrue();
        assertThat(iterator.hasNext()).isTrue();
        assertThat(iterator.next()).isZero();
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
        assertThat(iterator.hasNext()).isFalse();
        assertThatThrownBy(iterator::remove).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void a_stream_is_lazy_and_closes_the_generator() {
        Generator<Object, Object, String> generator = logging();
        try (Stream<Object> stream = generator.stream()) {
            assertThat(generator.state()).isEqualTo(State.CREATED);
            assertThat(stream.findFirst()).contains(1);
        }
        assertThat(log).containsExactly("finally");
        assertThat(upTo(4).stream().mapToInt(i -> i).sum()).isEqualTo(6);
    }

    // ---- lambdas, memory, words

    @Test
    void a_lambda_that_yields_is_a_generator() {
        Supplier<Generator<Integer, Void, String>> lambda = () -> {
            Generator.yield(1);
            log.add("between");
            Generator.yield(2);
            return done("end of " + log.size());
        };
        Generator<Integer, Void, String> generator = lambda.get();
        assertThat(generator.next()).isEqualTo(1);
        assertThat(generator.next()).isEqualTo(2);
        assertThat(generator.nextOr(-1)).isEqualTo(-1);
        assertThat(generator.result()).isEqualTo("end of 1");
    }

    @Test
    void a_lambda_that_only_ends_is_a_generator_that_has_its_value() {
        Supplier<Generator<Integer, Void, String>> lambda = () -> {
            log.add("runs at once");
            return done("value");
        };
        Generator<Integer, Void, String> generator = lambda.get();
        assertThat(log).containsExactly("runs at once");
        assertThat(generator.state()).isEqualTo(State.CREATED);
        assertThat(catchThrowableOfType(StopIteration.class, generator::next).value())
                .isEqualTo("value");
    }

    @Test
    void a_generator_that_is_dropped_half_way_is_garbage() {
        WeakReference<Object> dropped = new WeakReference<>(half());
        for (int i = 0; i < 100 && dropped.get() != null; i++) {
            System.gc();
        }
        assertThat(dropped.get()).isNull();
    }

    private Object half() {
        Generator<Object, Object, String> generator = logging();
        generator.next();
        return generator;
    }

    @Test
    void to_string_tells_where_it_is() {
        Generator<Object, Object, String> generator = echo();
        generator.next();
        assertThat(generator.toString())
                .matches("Generator\\[GeneratorIT.echo \\(GeneratorIT.java:\\d+\\), SUSPENDED\\]");
    }

    @Async
    private static Generator<Integer, Void, Void> declaring() throws IOException {
        Generator.yield(1);
        throw new IOException("as declared");
    }

    @Test
    void checked_exceptions_arrive_as_they_were_thrown() throws IOException {
        Generator<Integer, Void, Void> generator = declaring();
        generator.next();
        assertThatThrownBy(generator::next).isInstanceOf(IOException.class).hasMessage("as declared");
    }
}
