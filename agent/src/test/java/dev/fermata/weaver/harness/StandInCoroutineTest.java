package dev.fermata.weaver.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.weaver.harness.Script.Way;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The stand-ins of what awaits, checked by hand; and that what is compared with them was driven by the same rules. */
class StandInCoroutineTest {
    private static final int MOST_ITEMS = 6;

    private static final String BODY = """
            @Async static Coroutine<String> inner(int number) {
                Log.say("begin " + number);
                try {
                    return done("got " + await(Ask.of(number)));
                } finally {
                    Log.say("end " + number);
                }
            }
            """;

    /** The beginnings of the transcripts, plain and woven, which must be the same. */
    private static List<String> play(String members, Script script) {
        String source = """
                import static dev.fermata.Asyncio.await;
                import static dev.fermata.Asyncio.done;
                import dev.fermata.*;
                import dev.fermata.annotation.Async;
                import dev.fermata.weaver.harness.Ask;
                import dev.fermata.weaver.harness.Log;
                import java.util.concurrent.CompletableFuture;
                public class Target {
                %s
                %s
                }
                """.formatted(BODY, members);
        Map<String, byte[]> classFiles = Compiler.javac(17, "-g").compile("Target", source);
        List<String> plain = play(new TargetLoader(classFiles, PlainClass::of), script);
        assertThat(play(new TargetLoader(classFiles, Weaving.alone()::weave), script))
                .isEqualTo(plain);
        return plain;
    }

    private static List<String> play(TargetLoader loader, Script script) {
        return Player.play(() -> Programs.start(loader, "Target", "program"), script, MOST_ITEMS);
    }

    private static final String TWICE = """
            @Async public static Coroutine<String> program() {
                Coroutine<String> second = inner(2);
                String first = await(inner(1));
                return done(first + ", " + await(second));
            }
            """;

    @Test
    void a_coroutine_begins_when_it_is_awaited_and_hands_out_what_it_asks_for() {
        assertThat(play(TWICE, new Script(Way.SEND, -1)))
                .startsWith(
                        "made: a generator",
                        "  begin 1",
                        "item: 1",
                        "  end 1",
                        "  begin 2",
                        "item: 2",
                        "  end 2",
                        "threw: dev.fermata.StopIteration: the generator has ended with got 1, got 2");
    }

    @Test
    void what_is_there_already_suspends_nobody() {
        assertThat(play(TWICE, new Script(Way.SEND, -1, Readiness.READY)))
                .startsWith(
                        "made: a generator",
                        "  begin 1",
                        "  end 1",
                        "  begin 2",
                        "  end 2",
                        "threw: dev.fermata.StopIteration: the generator has ended with got 1, got 2");
    }

    @Test
    void what_fails_at_once_is_thrown_at_the_await() {
        assertThat(play(TWICE, new Script(Way.SEND, -1, Readiness.FAILS)))
                .startsWith(
                        "made: a generator",
                        "  begin 1",
                        "  end 1",
                        "threw: java.lang.IllegalArgumentException: no 1",
                        "state: CLOSED");
    }

    @Test
    void what_is_answered_by_an_exception_is_thrown_at_the_await() {
        assertThat(play(TWICE, new Script(Way.THROW, 2)))
                .startsWith(
                        "made: a generator",
                        "  begin 1",
                        "item: 1",
                        "  end 1",
                        "  begin 2",
                        "item: 2",
                        "  end 2",
                        "threw: java.lang.IllegalArgumentException: at 2");
    }

    @Test
    void an_asynchronous_generator_hands_out_what_it_yields_and_what_it_asks_for() {
        String members = """
                @Async public static AsyncGenerator<Object, Object> program() {
                    Log.say(AsyncGenerator.yield(await(inner(1))));
                    Log.say(AsyncGenerator.yield(await(inner(2))));
                    return done();
                }
                """;

        assertThat(play(members, new Script(Way.SEND, -1)))
                .startsWith(
                        "made: a generator",
                        "  begin 1",
                        "item: 1",
                        "  end 1",
                        "  yields",
                        "item: got 1",
                        "  got 1",
                        "  begin 2",
                        "item: 2",
                        "  end 2",
                        "  yields",
                        "item: got 2",
                        "  got 2",
                        "threw: dev.fermata.StopIteration: the generator has ended with the end");
    }

    @Test
    void a_method_that_returns_a_future_begins_when_it_is_called() {
        String members = """
                @Async static CompletableFuture<String> started(int number) {
                    Log.say("begin " + number);
                    return done("got " + await(Ask.stage(number)));
                }
                @Async public static Coroutine<String> program() {
                    CompletableFuture<String> first = started(1);
                    CompletableFuture<String> second = started(2);
                    return done(await(second) + ", " + await(first));
                }
                """;

        assertThat(play(members, new Script(Way.SEND, -1)))
                .startsWith(
                        "made: a generator",
                        "  begin 1",
                        "  begin 2",
                        "item: 1",
                        "item: 2",
                        "threw: dev.fermata.StopIteration: the generator has ended with got 2, got 1");
    }

    @Test
    void a_run_ends_at_once_that_leaves_an_asynchronous_generator_in_an_await() {
        String members = """
                @Async public static AsyncGenerator<Object, Object> program() {
                    for (int i = 0; i < 100; i++) {
                        try {
                            await(inner(i));
                        } catch (Throwable e) {
                            Log.say("caught");
                        }
                    }
                    return done();
                }
                """;

        assertThat(play(members, new Script(Way.SEND, -1))).contains("state: SUSPENDED");
    }
}
