package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.run;
import static dev.fermata.Asyncio.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.AsyncGenerator;
import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.GeneratorExit;
import dev.fermata.StopAsyncIteration;
import dev.fermata.annotation.Async;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of Python's asynchronous generators (PEP 525), each checked against CPython 3.13. */
class AsyncGeneratorIT {
    private final List<String> log = new ArrayList<>();

    @Async
    private AsyncGenerator<Object, Object> echo(boolean pause) {
        try {
            Object received = AsyncGenerator.yield("first");
            while (!"stop".equals(received)) {
                if (pause) {
                    await(sleep(Duration.ZERO));
                }
                received = AsyncGenerator.yield("got " + received);
            }
        } finally {
            if (pause) {
                await(sleep(Duration.ZERO));
            }
            log.add("finally");
        }
        return done();
    }

    @Async
    private Coroutine<Void> sending(boolean pause) {
        AsyncGenerator<Object, Object> generator = echo(pause);
        log.add("" + await(generator.next()));
        log.add("" + await(generator.send(5)));
        log.add("" + await(generator.nextOr("END")));
        log.add("" + await(generator.sendOr("stop", "END")));
        log.add("" + await(generator.nextOr("END")));
        try {
            await(generator.next());
        } catch (StopAsyncIteration e) {
            log.add("stopped");
        }
        return done();
    }

    @Test
    void values_are_sent_and_items_come_back() {
        run(sending(false));
        assertThat(log).containsExactly("first", "got 5", "got null", "finally", "END", "END", "stopped");
        log.clear();
        run(sending(true));
        assertThat(log).containsExactly("first", "got 5", "got null", "finally", "END", "END", "stopped");
    }

    @Async
    private Coroutine<Void> closing(boolean pause) {
        AsyncGenerator<Object, Object> generator = echo(pause);
        await(generator.next());
        await(generator.close());
        log.add("closed");
        await(generator.close());
        log.add("" + await(generator.nextOr("END")));
        return done();
    }

    @Test
    void close_runs_the_finally_blocks_which_may_await() {
        run(closing(true));
        assertThat(log).containsExactly("finally", "closed", "END");
    }

    @Async
    private Coroutine<Void> twoAtOnce() {
        AsyncGenerator<Object, Object> generator = echo(true);
        await(generator.next());
        var first = Asyncio.createTask(generator.next());
        var second = Asyncio.createTask(generator.next());
        await(first);
        await(second);
        return done();
    }

    @Test
    void two_steps_at_once_are_an_error() {
        assertThatIllegalStateException().isThrownBy(() -> run(twoAtOnce())).withMessageContaining("already running");
    }

    @Async
    private AsyncGenerator<Object, Object> stubborn() {
        while (true) {
            try {
                AsyncGenerator.yield("here");
            } catch (GeneratorExit e) {
                AsyncGenerator.yield("still here");
            }
        }
    }

    @Async
    private Coroutine<Void> closingTheStubborn() {
        AsyncGenerator<Object, Object> generator = stubborn();
        await(generator.next());
        await(generator.close());
        return done();
    }

    @Test
    void a_generator_that_yields_while_it_is_closed_is_an_error() {
        assertThatIllegalStateException()
                .isThrownBy(() -> run(closingTheStubborn()))
                .withMessageContaining("ignored GeneratorExit");
    }

    @Async
    private AsyncGenerator<Integer, Void> upTo(int end) {
        for (int i = 0; i < end; i++) {
            await(sleep(Duration.ZERO));
            AsyncGenerator.yield(i);
        }
        return done();
    }

    @Async
    private Coroutine<Integer> sum(int end) {
        List<Integer> items = new ArrayList<>();
        await(upTo(end).forEach(items::add));
        AsyncGenerator<Integer, Void> rest = upTo(end);
        int first = await(rest.using(() -> done(await(rest.next()))));
        log.add("rest " + await(rest.nextOr(-1)));
        return done(items.stream().mapToInt(i -> i).sum() + first);
    }

    @Test
    void loops_and_scopes_take_items() {
        assertThat(run(sum(10_000))).isEqualTo(49_995_000);
        assertThat(log).containsExactly("rest -1");
    }

    @Async
    private Coroutine<Void> throwing() {
        AsyncGenerator<Object, Object> generator = echo(false);
        await(generator.next());
        await(generator.throw_(new IllegalArgumentException("x")));
        return done();
    }

    @Test
    void an_exception_that_the_body_does_not_catch_reaches_the_awaiter() {
        assertThatThrownBy(() -> run(throwing()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("x");
        assertThat(log).containsExactly("finally");
    }

    @Async
    private Coroutine<Object> throwingAtTheEnd() {
        AsyncGenerator<Object, Object> generator = echo(false);
        await(generator.close());
        return done(await(generator.throw_(new IllegalArgumentException("x"))));
    }

    @Test
    void thrown_into_a_generator_that_has_ended_an_exception_is_lost_as_in_python() {
        assertThat(run(throwingAtTheEnd())).isNull();
    }

    @Async
    private AsyncGenerator<Object, Object> reluctant() {
        try {
            try {
                AsyncGenerator.yield("here");
            } catch (GeneratorExit e) {
                AsyncGenerator.yield("still here");
            }
        } finally {
            log.add("finally");
        }
        return done();
    }

    @Async
    private Coroutine<Void> closingTheReluctant() {
        AsyncGenerator<Object, Object> generator = reluctant();
        await(generator.next());
        try {
            await(generator.close());
        } catch (IllegalStateException e) {
            log.add("ignored");
        }
        await(generator.close());
        log.add("closed");
        return done();
    }

    @Test
    void a_generator_that_has_ignored_its_exit_can_be_closed_again() { // in CPython it cannot
        run(closingTheReluctant());
        assertThat(log).containsExactly("ignored", "finally", "closed");
    }
}
