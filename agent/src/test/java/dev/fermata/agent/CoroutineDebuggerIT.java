package dev.fermata.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.program.Debugger;
import dev.fermata.program.Jvm;
import dev.fermata.program.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a debugger sees of a coroutine: it runs on when what it awaits is done, and comes back from the loop when not. */
class CoroutineDebuggerIT {
    private static final String SOURCE = """
            package com.shop;
            public class Shop {
                private final int factor = 3;
                @Async Coroutine<Integer> price(int base) {
                    int sum = base;
                    String note = "note";
                    note.length();
                    Asyncio.await(Asyncio.sleep(java.time.Duration.ofMillis(1)));
                    sum += factor;
                    Asyncio.await(ready(sum));
                    System.out.println(sum);
                    return done(sum);
                }
                @Async static Coroutine<Integer> ready(int n) {
                    return done(n);
                }
                @Async static Coroutine<Void> main() {
                    int price = Asyncio.await(new Shop().price(4));
                    System.out.println(price);
                    return done();
                }
                public static void main(String[] args) {
                    Asyncio.run(main());
                }
            }
            """;

    @TempDir
    static Path classes;

    @BeforeAll
    static void compile() throws IOException {
        Program.compile(SOURCE).store(classes);
    }

    private static Debugger debug(Jvm jvm, int... lines) {
        Debugger debugger = Debugger.launch(jvm.on(classes), "com.shop.Shop");
        for (int line : lines) {
            debugger.breakAt("com.shop.Shop", line);
        }
        return debugger;
    }

    @Test
    void breakpoints_before_and_after_an_await_that_suspends_show_variables_and_the_object() {
        try (Debugger debugger = debug(Jvm.withAgent(), 7, 9)) {
            assertThat(debugger.go()).isEqualTo("Shop.price:7");
            assertThat(debugger.variables()).isEqualTo(Map.of("base", "4", "sum", "4", "note", "note"));
            assertThat(debugger.fieldOfThis("factor")).isEqualTo("3");

            assertThat(debugger.go()).isEqualTo("Shop.price:9");
            assertThat(debugger.variables()).isEqualTo(Map.of("sum", "4"));
            assertThat(debugger.fieldOfThis("factor")).isEqualTo("3");

            assertThat(debugger.go()).isNull();
        }
    }

    @Test
    void with_the_option_debug_all_variables_are_there_after_the_await() {
        try (Debugger debugger = debug(Jvm.withAgent("debug"), 9)) {
            debugger.go();

            assertThat(debugger.variables()).isEqualTo(Map.of("base", "4", "sum", "4", "note", "note"));
        }
    }

    @Test
    void the_first_line_and_the_line_of_an_await_are_hit_once() {
        try (Debugger debugger = debug(Jvm.withAgent(), 5, 8, 10)) {
            assertThat(debugger.go()).isEqualTo("Shop.price:5");
            assertThat(debugger.go()).isEqualTo("Shop.price:8");
            assertThat(debugger.go()).isEqualTo("Shop.price:10");
            assertThat(debugger.go()).isNull();
        }
    }

    @Test
    void an_await_that_does_not_suspend_is_stepped_over_as_a_call() {
        try (Debugger debugger = debug(Jvm.withAgent(), 9)) {
            debugger.go();

            assertThat(debugger.stepOver()).isEqualTo("Shop.price:10");
            assertThat(debugger.stepOver()).isEqualTo("Shop.price:11");
            assertThat(debugger.stepOver()).isEqualTo("Shop.price:12");
        }
    }

    @Test
    void a_step_into_an_await_of_a_call_goes_to_the_body() {
        try (Debugger debugger = debug(Jvm.withAgent(), 10)) {
            debugger.go();

            assertThat(debugger.stepInto()).isEqualTo("Shop.ready:15");
        }
    }

    @Test
    void a_step_over_an_await_that_suspends_goes_to_the_caller_by_way_of_the_first_line() {
        try (Debugger debugger = debug(Jvm.withAgent(), 8)) {
            debugger.go();

            // What suspends has no line of its own; it stands behind the first line's, which the JVM takes for it.
            assertThat(debugger.stepOver()).isEqualTo("Shop.price:5");
            assertThat(debugger.stepOver()).isEqualTo("Shop.main:18");
        }
    }
}
