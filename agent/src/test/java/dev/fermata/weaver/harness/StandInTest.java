package dev.fermata.weaver.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.weaver.harness.Script.Way;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The stand-ins follow Python's rules: what woven generators are compared with is checked by hand here. */
class StandInTest {
    private static final int MOST_ITEMS = 5;

    private static List<String> play(String members, Way way, int at) {
        String source = """
                import static dev.fermata.Asyncio.done;
                import dev.fermata.*;
                import dev.fermata.annotation.Async;
                import dev.fermata.weaver.harness.Log;
                import java.util.List;
                public class Target {
                %s
                }
                """.formatted(members);
        var loader = new TargetLoader(Compiler.javac(17, "-g").compile("Target", source), PlainClass::of);
        return Player.play(() -> Programs.start(loader, "Target", "program"), new Script(way, at), MOST_ITEMS);
    }

    private static final String TWO_ITEMS = """
            @Async public static Generator<Object, Object, Object> program() {
                Log.say("begin");
                Object a;
                try {
                    a = Generator.yield(1);
                } finally {
                    Log.say("finally");
                }
                return done(a + "," + Generator.yield("two"));
            }
            """;

    @Test
    void a_body_runs_from_yield_to_yield_and_ends_with_its_value() {
        assertThat(play(TWO_ITEMS, Way.SEND, -1))
                .containsExactly(
                        "made: a generator",
                        "  begin",
                        "item: 1",
                        "  finally",
                        "item: two",
                        "threw: dev.fermata.StopIteration: the generator has ended with 1,two",
                        "state: CLOSED",
                        "result: 1,two",
                        "close: closed",
                        "next threw: dev.fermata.StopIteration: the generator has ended with null",
                        "nextOr: END",
                        "throw_ threw: java.lang.IllegalStateException: too late",
                        "state: CLOSED");
    }

    @Test
    void what_is_thrown_in_leaves_the_yield() {
        assertThat(play(TWO_ITEMS, Way.THROW, 1))
                .startsWith(
                        "made: a generator",
                        "  begin",
                        "item: 1",
                        "  finally",
                        "threw: java.lang.IllegalArgumentException: at 1",
                        "state: CLOSED",
                        "result threw: java.lang.IllegalStateException: generator ? has no result: it failed");
    }

    @Test
    void what_is_thrown_before_the_start_ends_the_generator_without_its_body() {
        assertThat(play(TWO_ITEMS, Way.THROW, 0))
                .startsWith("made: a generator", "threw: java.lang.IllegalArgumentException: at 0", "state: CLOSED");
    }

    @Test
    void closing_runs_finally_blocks_and_gives_no_value() {
        assertThat(play(TWO_ITEMS, Way.CLOSE, 1))
                .startsWith(
                        "made: a generator",
                        "  begin",
                        "item: 1",
                        "  finally",
                        "item: closed",
                        "threw: dev.fermata.StopIteration: the generator has ended with null",
                        "state: CLOSED",
                        "result threw: java.lang.IllegalStateException: generator ? has no result: it was closed before"
                                + " it returned");
    }

    @Test
    void closing_a_body_that_yields_again_is_an_error_and_it_stays_suspended() {
        String members = """
                @Async public static Generator<Object, Object, Object> program() {
                    try { Generator.yield(1); } catch (GeneratorExit e) { Generator.yield("still here"); }
                    return done("end");
                }
                """;

        assertThat(play(members, Way.CLOSE, 1))
                .startsWith(
                        "made: a generator",
                        "item: 1",
                        "threw: java.lang.IllegalStateException: generator ? ignored GeneratorExit: it yielded while it"
                                + " was being closed. Do not yield in a finally block or after catching GeneratorExit.",
                        "threw: dev.fermata.StopIteration: the generator has ended with end");
    }

    @Test
    void an_end_signal_does_not_leave_a_body() {
        String members = """
                @Async public static Generator<Object, Object, Object> program() {
                    Generator.yield(1);
                    throw new StopIteration("mine");
                }
                """;

        assertThat(play(members, Way.SEND, -1))
                .contains("threw: java.lang.IllegalStateException: generator ? raised StopIteration {caused by"
                        + " dev.fermata.StopIteration: the generator has ended}");
    }

    @Test
    void delegation_passes_all_on_and_evaluates_to_the_value() {
        String members = """
                @Async static Generator<Object, Object, Object> inner() {
                    try {
                        return done("inner " + Generator.yield(1));
                    } catch (IllegalArgumentException e) {
                        return done(e.getMessage());
                    }
                }
                @Async static Generator<Object, Object, Object> tail() { return inner(); }
                @Async public static Generator<Object, Object, Object> program() {
                    Log.say(Generator.yieldFrom(tail()));
                    Generator.yieldFrom(List.of());
                    return inner();
                }
                """;

        assertThat(play(members, Way.SEND, -1))
                .startsWith(
                        "made: a generator",
                        "item: 1",
                        "  inner 1",
                        "item: 1",
                        "threw: dev.fermata.StopIteration: the generator has ended with inner 1");
        assertThat(play(members, Way.THROW, 1)).startsWith("made: a generator", "item: 1", "  at 1", "item: 1");
    }

    @Test
    void a_generator_that_is_executing_cannot_be_resumed() {
        String members = """
                static Generator<Object, Object, Object> self;
                @Async static Generator<Object, Object, Object> body() {
                    Log.say(self.state().toString());
                    return done(self.next());
                }
                public static Generator<Object, Object, Object> program() { return self = body(); }
                """;

        assertThat(play(members, Way.SEND, -1))
                .startsWith(
                        "made: a generator",
                        "  RUNNING",
                        "threw: java.lang.IllegalStateException: generator ? is already executing");
    }

    @Test
    void a_lambda_that_yields_is_a_generator_and_one_that_does_not_runs_at_once() {
        String members = """
                public static Generator<Object, Object, Object> program() {
                    java.util.function.Supplier<Generator<Object, Object, Object>> lambda = () -> {
                        Log.say("later");
                        return done(Generator.yield(1));
                    };
                    java.util.function.Supplier<Generator<Object, Object, Object>> plain = () -> {
                        Log.say("at once");
                        return done(2);
                    };
                    plain.get();
                    return lambda.get();
                }
                """;

        assertThat(play(members, Way.SEND, -1)).startsWith("  at once", "made: a generator", "  later", "item: 1");
    }

    @Test
    void a_generator_without_end_is_closed_after_enough_items() {
        String members = """
                @Async public static Generator<Object, Object, Object> program() {
                    try {
                        for (int i = 0; ; i++) {
                            Generator.yield(i);
                        }
                    } finally {
                        Log.say("unwound");
                    }
                }
                """;

        assertThat(play(members, Way.NEXT, -1))
                .containsSequence("item: 4", "state: SUSPENDED")
                .containsSequence("  unwound", "close: closed");
    }
}
