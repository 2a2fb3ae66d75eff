package dev.fermata.weaver.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A class with a random generator in it, and some more that it delegates to. The same seed makes the same program.
 *
 * @param name of the class
 * @param seed what it was made of
 * @param methods the statements of each method; the first is the body of the program
 */
public record RandomProgram(String name, long seed, List<Piece> methods) {
    private static final int HELPERS = 2;

    /** Makes the program of a seed. */
    public static RandomProgram of(long seed) {
        var random = new Random(seed * 0x9E3779B97F4A7C15L);
        var methods = new ArrayList<Piece>();
        for (int i = 0; i <= HELPERS; i++) {
            var composer = new Composer(random, i, HELPERS);
            Scope scope = Scope.ofMethod();
            scope.declare("a", Sort.INT, false);
            scope.declare("b", Sort.LONG, false);
            scope.declare("c", Sort.STRING, true);
            Piece statements = composer.statements(scope, 8);
            methods.add(new Piece(
                    Sort.STATEMENT, "§return done(§);", List.of(statements, composer.expression(Sort.INT, scope))));
        }
        return new RandomProgram("P" + (seed < 0 ? "m" + -seed : seed), seed, List.copyOf(methods));
    }

    /** The number of its pieces. */
    public int size() {
        return methods.stream().mapToInt(Piece::size).sum();
    }

    /** The source of the class. The body is that of an instance method for every second seed. */
    public String source() {
        boolean isStatic = seed % 2 == 0;
        var source = new StringBuilder("""
                import static dev.fermata.Asyncio.done;
                import dev.fermata.Generator;
                import dev.fermata.annotation.Async;
                import dev.fermata.weaver.harness.Log;
                import dev.fermata.weaver.random.Box;
                import dev.fermata.weaver.random.Things;
                import java.util.Arrays;
                import java.util.function.Supplier;

                public class %1$s {
                    public static Generator<Object, Object, Integer> program() {
                        return %2$s.body(1, 2L, "c");
                    }
                """.formatted(name, isStatic ? name : "new " + name + "()"));
        for (int i = 0; i < methods.size(); i++) {
            boolean isBody = i == 0;
            source.append("@Async ")
                    .append(isBody && !isStatic ? "" : "static ")
                    .append("Generator<Object, Object, Integer> ")
                    .append(isBody ? "body" : "helper" + (i - 1))
                    .append("(int a, long b, final String c) {\n")
                    .append(methods.get(i).source())
                    .append("}\n");
        }
        return source.append("}\n").toString();
    }

    /** Offers programs that are like this one but smaller; not all of them compile. */
    void offerSmaller(Consumer<RandomProgram> offer) {
        for (int i = 0; i < methods.size(); i++) {
            int index = i;
            methods.get(i).offerSmaller(smaller -> {
                var changed = new ArrayList<>(methods);
                changed.set(index, smaller);
                offer.accept(new RandomProgram(name, seed, List.copyOf(changed)));
            });
        }
    }
}
