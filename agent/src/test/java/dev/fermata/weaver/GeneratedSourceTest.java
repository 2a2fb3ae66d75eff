package dev.fermata.weaver;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.weaver.harness.Comparison;
import dev.fermata.weaver.harness.Compiler;
import dev.fermata.weaver.harness.Weaving;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Methods that are too long to be written by hand: at the limits of the class file. */
class GeneratedSourceTest {
    private static final Compiler COMPILER = Compiler.javac(17, "-g");

    @Test
    void a_method_with_250_parameters() {
        String[] types = {"int", "String", "boolean", "char", "Object"};
        String[] values = {"7", "\"s\"", "true", "'c'", "null"};
        String parameters = each(250, ", ", i -> types[i % 5] + " p" + i);
        String arguments = each(250, ", ", i -> values[i % 5]);
        String used = each(250, " + ", i -> "p" + i);

        assertNoDifference(
                """
                @Async static Generator<Object, Object, Object> body(%s) {
                    Object sent = Generator.yield(1);
                    p0 += 1;
                    Generator.yield(p0);
                    return done("" + sent + "%s".length() + p0 + p1 + p2 + p248 + p249);
                }
                @Async Generator<Object, Object, Object> instance(%s) {
                    Object sent = Generator.yield(p3);
                    String text = "";
                    %s
                    return done(sent + text);
                }
                public static Generator<Object, Object, Object> a() { return body(%s); }
                public static Generator<Object, Object, Object> b() { return new Target().instance(%s); }
                """.formatted(parameters, used, parameters, statements(250, "text += p%d;"), arguments, arguments));
    }

    @Test
    void a_method_with_124_long_parameters() {
        assertNoDifference("""
                @Async static Generator<Object, Object, Object> body(%s) {
                    long sum = Generator.<Long>yield(1L);
                    %s
                    return done(sum);
                }
                public static Generator<Object, Object, Object> a() { return body(%s); }
                """.formatted(
                        each(124, ", ", i -> (i % 2 == 0 ? "long p" : "double p") + i),
                        statements(124, "sum += p%d;"),
                        each(124, ", ", i -> "" + i)));
    }

    @Test
    void a_method_with_a_thousand_yields() {
        assertNoDifference("""
                @Async public static Generator<Object, Object, Object> a() {
                    int sum = 0;
                    %s
                    return done(sum);
                }
                """.formatted(statements(1000, "sum += Generator.<Integer>yield(%d);")));
    }

    @Test
    void a_method_with_a_thousand_yields_is_woven_in_seconds() {
        var classFiles = compile("""
                @Async public static Generator<Object, Object, Object> a() {
                    int sum = 0;
                    String text = "";
                    %s
                    return done(sum + text);
                }
                """.formatted(
                        statements(1000, "try { sum += Generator.<Integer>yield(%d); } finally { text += sum; }")));

        assertThat(Weaver.weave(classFiles.get("Target")).isUnchanged()).isFalse();
    }

    @Test
    void locals_beyond_the_first_255_slots() {
        assertNoDifference("""
                @Async public static Generator<Object, Object, Object> a() {
                    %s
                    %s
                    int narrow = 1;
                    long wide = 2;
                    double real = 3;
                    String text = "text";
                    for (int i = 0; i < 3; i++) {
                        narrow += 1000;
                        wide += Generator.<Long>yield(wide);
                        text += Generator.yield(narrow);
                        i += Generator.<Integer>yield(0);
                        real *= l7;
                    }
                    %s
                    return done(text + narrow + wide + real + l0);
                }
                """.formatted(
                        statements(100, "int i%1$d = %1$d;"),
                        statements(100, "long l%1$d = i%1$d + 1L;"),
                        statements(100, "l0 += l%1$d + i%1$d;")));
    }

    @Test
    void three_hundred_values_on_the_stack() {
        assertNoDifference("""
                static String all(Object... all) { return java.util.Arrays.toString(all); }
                @Async public static Generator<Object, Object, Object> a() {
                    int x = %s Generator.<Integer>yield(1) %s;
                    return done(x + all(%s));
                }
                """.formatted(
                "1 + (".repeat(300), ")".repeat(300), each(30, ", ", i -> "Generator.<Integer>yield(" + i + ")")));
    }

    @Test
    void nesting_forty_levels_deep() {
        assertNoDifference("""
                @Async public static Generator<Object, Object, Object> a() {
                    String text = "";
                    %s
                    text += Generator.yield("innermost");
                    %s
                    return done(text);
                }
                """.formatted(
                statements(40, "try { int v%1$d = %1$d; text += Generator.<Integer>yield(v%1$d);"),
                statements(40, "} catch (IllegalStateException e%1$d) { text += Generator.yield(\"c%1$d\"); }")));
    }

    @Test
    void a_method_that_is_too_large_after_weaving_says_so_when_it_is_called() {
        var classFiles = compile("""
                static void take(%s) {}
                @Async public static Generator<Object, Object, Object> a() {
                    %s
                    return done();
                }
                """.formatted(
                        each(100, ", ", i -> "Object p" + i),
                        statements(160, "take(" + each(99, ", ", i -> "\"\"") + ", Generator.yield(%d));")));

        WovenClass woven = Weaver.weave(classFiles.get("Target"));

        assertThat(woven.diagnostics())
                .anySatisfy(diagnostic -> assertThat(diagnostic.toString())
                        .startsWith("error: ")
                        .contains("Target.a")
                        .contains("65535"));
    }

    private static String statements(int count, String statement) {
        return each(count, "\n", i -> statement.formatted(i));
    }

    private static String each(int count, String separator, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(joining(separator));
    }

    private static Map<String, byte[]> compile(String members) {
        return COMPILER.compile("Target", """
                import static dev.fermata.Asyncio.done;
                import dev.fermata.Generator;
                import dev.fermata.annotation.Async;
                public class Target {
                %s
                }
                """.formatted(members));
    }

    private static void assertNoDifference(String members) {
        var comparison = new Comparison(compile(members), Weaving.alone());

        assertThat(String.join("\n", comparison.differences("Target"))).isEmpty();
    }
}
