package dev.fermata.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.Generator;
import dev.fermata.program.Program;
import org.junit.jupiter.api.Test;

/** Weaving so that a debugger finds all named variables: those must be there on all ways to a suspension. */
class DebugOptionTest {
    private static final WeaverOptions DEBUG = new WeaverOptions(false, true);

    private static Generator<String, String, String> items(String body) {
        Program woven = Program.compile("""
                class Shop {
                    static boolean isOpen = true;
                    @Async static Generator<String, String, String> items(String last) {
                        %s
                    }
                }
                """.formatted(body)).woven(DEBUG);
        assertThat(woven.messages()).isEmpty();
        return woven.generator("Shop", "items", "z");
    }

    @Test
    void a_variable_that_is_not_used_behind_a_branch_is_kept() {
        var items = items("""
                String dead = "a";
                if (isOpen) { dead.length(); }
                Generator.yield("b");
                Generator.yield("c");
                return done();
                """);

        assertThat(items).containsExactly("b", "c");
    }

    @Test
    void a_variable_that_is_not_used_behind_a_loop_is_kept() {
        var items = items("""
                int dead = 0;
                for (long i = 0; i < 3; i++) {
                    double inner = i;
                    if (inner < 1) { continue; }
                    Generator.yield("i" + i);
                    dead += inner;
                }
                Generator.yield("b");
                return done();
                """);

        assertThat(items).containsExactly("i1", "i2", "b");
    }

    @Test
    void a_variable_that_is_not_used_behind_a_handler_is_kept() {
        var items = items("""
                String dead = "a";
                try {
                    String inner = "b";
                    Generator.yield(inner);
                    Integer.parseInt(dead);
                } catch (NumberFormatException e) {
                    Generator.yield("c");
                } finally {
                    Generator.yield("d");
                }
                return done();
                """);

        assertThat(items).containsExactly("b", "c", "d");
    }

    @Test
    void a_variable_that_is_assigned_on_one_way_only_is_left_out() {
        var items = items("""
                String late;
                if (isOpen) { late = "a"; } else { Generator.yield("shut"); }
                Generator.yield("b");
                return done();
                """);

        assertThat(items).containsExactly("b");
    }
}
