package dev.fermata.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fermata.Generator;
import dev.fermata.program.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a user sees of us in a stack trace. */
class StackTraceTest {
    private static final Program WOVEN = Program.compile("""
            package com.shop;
            public class Shop {
                @Async public static Generator<Integer, Integer, Void> items(int last) {
                    for (int i = 0; i <= last; i++) {
                        Generator.yield(i);
                    }
                    throw new IllegalArgumentException(
                            "after " + last);
                }
                @Async public Generator<Integer, Integer, Void> ofInstance() {
                    int i = Generator.<Integer>yield(
                            1)
                        / 0;
                    return done();
                }
                public static Generator<Integer, Integer, Void> ofLambda() {
                    Supplier<Generator<Integer, Integer, Void>> lambda = () -> {
                        Generator.yield(1);
                        throw new IllegalArgumentException();
                    };
                    return lambda.get();
                }
                @Async public static Generator<Integer, Integer, Void> outer(int depth) {
                    Generator.yieldFrom(
                            depth == 0 ? items(0) : outer(depth - 1));
                    return done();
                }
                @Async public static Generator<Integer, Integer, Void> tail(int depth) {
                    Generator.yield(depth);
                    return depth == 0 ? items(0) : tail(depth - 1);
                }
                @Async public static Generator<Integer, Integer, Void> helped() {
                    Generator.yield(1);
                    help();
                    return done();
                }
                private static void help() {
                    throw new IllegalArgumentException();
                }
                public static Shop open() { return new Shop(); }
            }
            """).woven();

    private static Generator<Integer, Integer, Void> make(String method, Object... arguments) {
        return WOVEN.generator("com.shop.Shop", method, arguments);
    }

    /** The trace down to this test; the frames of the JDK are left out. */
    private static List<String> trace(ThrowingCallable code) {
        List<String> lines = new ArrayList<>();
        for (StackTraceElement element : catchThrowable(code).getStackTrace()) {
            String className = element.getClassName();
            if (className.startsWith(StackTraceTest.class.getName()) || className.startsWith("org.assertj.")) {
                return lines;
            }
            if (!className.startsWith("java.")) {
                lines.add(className + "." + element.getMethodName() + ":" + element.getLineNumber());
            }
        }
        throw new AssertionError("not called by this test: " + lines);
    }

    private static List<String> withoutLines(List<String> trace) {
        return trace.stream().map(line -> line.replaceAll(":-?\\d+$", "")).toList();
    }

    @Test
    void next_shows_the_line_in_the_body_and_two_frames_of_ours() {
        Generator<Integer, Integer, Void> items = make("items", 0);
        items.next();

        List<String> trace = trace(items::next);

        assertThat(trace.get(0)).isEqualTo("com.shop.Shop.items:7");
        assertThat(withoutLines(trace))
                .containsExactly("com.shop.Shop.items", "com.shop.Shop$$items.step", "com.shop.Shop$$items.next");
    }

    @Test
    void send_shows_the_line_in_the_body_and_two_frames_of_ours() {
        Generator<Integer, Integer, Void> items = make("items", 0);
        items.next();

        List<String> trace = trace(() -> items.send(3));

        assertThat(trace.get(0)).isEqualTo("com.shop.Shop.items:7");
        assertThat(withoutLines(trace))
                .containsExactly("com.shop.Shop.items", "com.shop.Shop$$items.step", "com.shop.Shop$$items.send");
    }

    @Test
    void a_loop_shows_the_line_in_the_body_and_two_frames_of_ours() {
        List<String> trace = trace(() -> {
            for (int item : make("items", 3)) {
                assertThat(item).isLessThan(4);
            }
        });

        assertThat(trace.get(0)).isEqualTo("com.shop.Shop.items:7");
        assertThat(withoutLines(trace))
                .containsExactly(
                        "com.shop.Shop.items", "com.shop.Shop$$items.step", "dev.fermata.woven.FrameIterator.hasNext");
    }

    @Test
    void a_stream_shows_the_line_in_the_body_and_two_frames_of_ours() {
        List<String> trace = trace(() -> make("items", 3).stream().toList());

        assertThat(trace.get(0)).isEqualTo("com.shop.Shop.items:7");
        assertThat(withoutLines(trace))
                .containsExactly(
                        "com.shop.Shop.items", "com.shop.Shop$$items.step", "dev.fermata.woven.FrameIterator.hasNext");
    }

    @Test
    void what_is_thrown_in_keeps_its_own_trace() {
        Generator<Integer, Integer, Void> items = make("items", 3);
        items.next();
        var thrown = new IllegalStateException("thrown in");
        StackTraceElement[] before = thrown.getStackTrace();

        Throwable seen = catchThrowable(() -> items.throw_(thrown));

        assertThat(seen).isSameAs(thrown);
        assertThat(seen.getStackTrace()).isEqualTo(before);
        assertThat(seen.getSuppressed()).isEmpty();
    }

    @Test
    void the_body_of_an_instance_method_and_of_a_lambda_have_their_own_names() throws Throwable {
        Object shop = WOVEN.call("com.shop.Shop", "open");
        @SuppressWarnings("unchecked")
        var ofInstance = (Generator<Integer, Integer, Void>)
                shop.getClass().getMethod("ofInstance").invoke(shop);
        ofInstance.next();
        Generator<Integer, Integer, Void> ofLambda = make("ofLambda");
        ofLambda.next();

        assertThat(trace(() -> ofInstance.send(1)).get(0)).matches("com.shop.Shop.ofInstance:1[13]");
        assertThat(trace(ofLambda::next).get(0)).isEqualTo("com.shop.Shop.lambda$ofLambda$0:19");
    }

    @Test
    void what_the_body_calls_stands_above_it() {
        Generator<Integer, Integer, Void> helped = make("helped");
        helped.next();

        List<String> trace = trace(helped::next);

        assertThat(trace).startsWith("com.shop.Shop.help:38", "com.shop.Shop.helped:34");
    }

    @Test
    void delegation_shows_all_bodies_and_two_frames_of_ours_at_any_depth() {
        for (int depth : new int[] {0, 3, 30}) {
            Generator<Integer, Integer, Void> outer = make("outer", depth);
            outer.next();

            List<String> trace = trace(outer::next);

            assertThat(trace.get(0)).isEqualTo("com.shop.Shop.items:7");
            assertThat(trace.subList(1, 2 + depth)).containsOnly("com.shop.Shop.outer:24");
            assertThat(withoutLines(trace.subList(2 + depth, trace.size())))
                    .containsExactly(
                            "dev.fermata.woven.DelegatingFrame.resume", "dev.fermata.woven.GeneratorFrame.next");
        }
    }

    @Test
    void a_chain_of_returned_generators_shows_the_last_body_as_the_others_are_over() {
        Generator<Integer, Integer, Void> tail = make("tail", 2);
        for (int i = 0; i < 4; i++) {
            tail.next();
        }

        List<String> trace = trace(tail::next);

        assertThat(trace.get(0)).isEqualTo("com.shop.Shop.items:7");
        assertThat(withoutLines(trace.subList(1, trace.size())))
                .containsExactly("dev.fermata.woven.DelegatingFrame.resume", "dev.fermata.woven.GeneratorFrame.next");
    }

    @Test
    void the_bodies_lines_are_those_of_the_plain_class() {
        assertThat(Arrays.stream(catchThrowable(() -> make("items", -1).next()).getStackTrace()))
                .first()
                .hasToString("com.shop.Shop.items(Shop.java:7)");
    }
}
