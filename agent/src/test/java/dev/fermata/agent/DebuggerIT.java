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

/** What a debugger sees of woven code. */
class DebuggerIT {
    private static final String SOURCE = """
            package com.shop;
            public class Shop {
                private final String name = "corner";
                @Async static Generator<Integer, Integer, Void> items(int from) {
                    int sum = from;
                    String note = "before";
                    note.length();
                    Integer sent = Generator.yield(sum);
                    sum += sent;
                    String later = "after";
                    System.out.println(sum + later);
                    return done();
                }
                @Async Generator<Integer, Void, Void> ofInstance(int last) {
                    for (int i = 0; i <= last; i++) {
                        long square = (long) i * i;
                        Generator.yield(i);
                        System.out.println(square);
                    }
                    return done();
                }
                static Generator<Integer, Void, Void> ofLambda(String captured) {
                    Supplier<Generator<Integer, Void, Void>> lambda = () -> {
                        int local = 3;
                        Generator.yield(local);
                        System.out.println(captured + local);
                        return done();
                    };
                    return lambda.get();
                }
                public static void main(String[] args) {
                    Generator<Integer, Integer, Void> items = items(5);
                    items.next();
                    items.sendOr(2, 0);
                    for (int i : new Shop().ofInstance(2)) {
                        System.out.println(i);
                    }
                    for (int i : ofLambda("x")) {
                        System.out.println(i);
                    }
                }
            }
            """;

    private static final String OUTPUT = "7after\n0\n0\n1\n1\n2\n4\n3\nx3\n";

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
    void a_breakpoint_before_and_one_after_a_resume_show_the_method_the_line_and_the_variables() {
        try (Debugger debugger = debug(Jvm.withAgent(), 7, 11)) {
            assertThat(debugger.go()).isEqualTo("Shop.items:7");
            assertThat(debugger.variables())
                    .containsEntry("from", "5")
                    .containsEntry("sum", "5")
                    .containsEntry("note", "before")
                    .doesNotContainKeys("sent", "later");

            assertThat(debugger.go()).isEqualTo("Shop.items:11");
            assertThat(debugger.variables())
                    .containsEntry("sum", "7")
                    .containsEntry("sent", "2")
                    .containsEntry("later", "after")
                    .doesNotContainKeys("from", "note");

            assertThat(debugger.go()).isNull();
        }
    }

    @Test
    void variables_have_names_of_the_user_only() {
        try (Debugger debugger = debug(Jvm.withAgent(), 11)) {
            debugger.go();

            assertThat(debugger.variables()).containsOnlyKeys("sum", "sent", "later");
        }
    }

    @Test
    void with_the_option_debug_variables_that_are_not_needed_any_more_are_still_there() {
        try (Debugger debugger = debug(Jvm.withAgent("debug"), 11)) {
            debugger.go();

            assertThat(debugger.variables())
                    .isEqualTo(Map.of("from", "5", "note", "before", "sum", "7", "sent", "2", "later", "after"));
        }
    }

    @Test
    void a_breakpoint_on_the_first_line_is_hit_once() {
        try (Debugger debugger = debug(Jvm.withAgent(), 5)) {
            assertThat(debugger.go()).isEqualTo("Shop.items:5");
            assertThat(debugger.go()).isNull();
        }
    }

    @Test
    void a_breakpoint_in_a_loop_is_hit_in_each_round_and_sees_its_object() {
        try (Debugger debugger = debug(Jvm.withAgent(), 18)) {
            for (int i = 0; i <= 2; i++) {
                assertThat(debugger.go()).isEqualTo("Shop.ofInstance:18");
                assertThat(debugger.fieldOfThis("name")).isEqualTo("corner");
                assertThat(debugger.variables()).containsEntry("i", "" + i).containsEntry("square", "" + i * i);
            }
            assertThat(debugger.go()).isNull();
        }
    }

    @Test
    void a_breakpoint_on_the_line_of_a_loop_is_hit_once_before_each_round() {
        try (Debugger debugger = debug(Jvm.withAgent(), 15)) {
            for (int round = 0; round <= 3; round++) {
                assertThat(debugger.go()).isEqualTo("Shop.ofInstance:15");
            }
            assertThat(debugger.go()).isNull();
        }
    }

    @Test
    void a_breakpoint_on_a_yield_is_hit_before_it_and_not_at_the_resume() {
        try (Debugger debugger = debug(Jvm.withAgent(), 8, 17)) {
            assertThat(debugger.go()).isEqualTo("Shop.items:8");
            for (int i = 0; i <= 2; i++) {
                assertThat(debugger.go()).isEqualTo("Shop.ofInstance:17");
                assertThat(debugger.variables()).containsEntry("i", "" + i);
            }
            assertThat(debugger.go()).isNull();
        }
    }

    @Test
    void the_body_of_a_lambda_shows_what_it_captured() {
        try (Debugger debugger = debug(Jvm.withAgent(), 25)) {
            assertThat(debugger.go()).isEqualTo("Shop.lambda$ofLambda$0:25");
            assertThat(debugger.variables()).isEqualTo(Map.of("captured", "x", "local", "3"));
        }
    }

    @Test
    void a_step_over_a_yield_goes_to_the_consumer() {
        try (Debugger debugger = debug(Jvm.withAgent(), 8)) {
            debugger.go();

            assertThat(debugger.stepOver()).isEqualTo("Shop.main:33");
        }
    }

    @Test
    void steps_from_the_resume_follow_the_lines() {
        try (Debugger debugger = debug(Jvm.withAgent(), 9)) {
            assertThat(debugger.go()).isEqualTo("Shop.items:9");
            assertThat(debugger.stepOver()).isEqualTo("Shop.items:10");
            assertThat(debugger.stepOver()).isEqualTo("Shop.items:11");
            assertThat(debugger.stepOver()).isEqualTo("Shop.items:12");
            assertThat(debugger.stepOver()).isEqualTo("Shop.main:34");
        }
    }

    @Test
    void a_step_into_next_or_send_goes_to_the_first_line_of_the_body_and_on_from_the_yield() {
        try (Debugger debugger = debug(Jvm.withAgent(), 33, 34)) {
            assertThat(debugger.go()).isEqualTo("Shop.main:33");
            assertThat(debugger.stepInto()).isEqualTo("Shop.items:5");
            assertThat(debugger.go()).isEqualTo("Shop.main:34");
            assertThat(debugger.stepInto()).isEqualTo("Shop.items:5");
            assertThat(debugger.stepOver()).isEqualTo("Shop.items:8");
            assertThat(debugger.stepOver()).isEqualTo("Shop.items:9");
        }
    }

    @Test
    void a_call_of_a_generator_method_is_stepped_over_in_one_step() {
        try (Debugger debugger = debug(Jvm.withAgent(), 32)) {
            debugger.go();

            assertThat(debugger.stepInto()).isEqualTo("Shop.main:33");
        }
    }

    @Test
    void a_variable_that_the_debugger_sets_keeps_its_value_over_a_suspension() {
        try (Debugger debugger = debug(Jvm.withAgent(), 7)) {
            debugger.go();
            debugger.set("sum", 100);

            assertThat(debugger.finish()).isEqualTo(OUTPUT.replace("7after", "102after"));
        }
    }

    @Test
    void the_stack_shows_the_consumer_behind_two_frames_of_ours() {
        try (Debugger debugger = debug(Jvm.withAgent(), 11)) {
            debugger.go();

            assertThat(debugger.stack()).hasSize(4).first().isEqualTo("Shop.items:11");
            assertThat(debugger.stack().get(3)).isEqualTo("Shop.main:34");
        }
    }

    @Test
    void without_a_stop_the_program_prints_what_it_does_without_a_debugger() {
        try (Debugger debugger = debug(Jvm.withAgent())) {
            assertThat(debugger.finish()).isEqualTo(OUTPUT);
        }
    }
}
