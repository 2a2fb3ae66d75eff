package methods;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** References to generators: static, bound, unbound, by super. */
public class MethodReferences {
    private final String name;

    MethodReferences(String name) {
        this.name = name;
    }

    @Async
    private static Generator<Object, Object, Object> shared(String a) {
        return done("shared " + Generator.yield(a));
    }

    @Async
    private Generator<Object, Object, Object> own(String a) {
        return done(name + Generator.yield(a));
    }

    @Async
    Generator<Object, Object, Object> nothing() {
        return done(name + Generator.yield("nothing"));
    }

    @Async
    static Generator<Object, Object, Object> many(Object... all) {
        return done(all.length + "" + Generator.yield(all.length));
    }

    private static class Sub extends MethodReferences {
        Sub() {
            super("sub");
        }

        @Async
        @Override
        Generator<Object, Object, Object> nothing() {
            Supplier<Generator<Object, Object, Object>> above = super::nothing;
            return done("overridden " + Generator.yieldFrom(above.get()));
        }
    }

    @Async
    public static Generator<Object, Object, Object> of_all_kinds() {
        Function<String, Generator<Object, Object, Object>> a = MethodReferences::shared;
        Function<String, Generator<Object, Object, Object>> b = new MethodReferences("bound")::own;
        BiFunction<MethodReferences, String, Generator<Object, Object, Object>> c = MethodReferences::own;
        Function<Object, Generator<Object, Object, Object>> d = MethodReferences::many;
        Supplier<Generator<Object, Object, Object>> e = new Sub()::nothing;
        return done(Generator.yieldFrom(a.apply("a"))
                + " " + Generator.yieldFrom(b.apply("b"))
                + " " + Generator.yieldFrom(c.apply(new MethodReferences("unbound"), Generator.yield("c")))
                + " " + Generator.yieldFrom(d.apply("d"))
                + " " + Generator.yieldFrom(e.get()));
    }

    @Async
    public static Generator<Object, Object, Object> in_streams() {
        String text = "";
        for (var each : Stream.of("x", "y").map(MethodReferences::shared).toList()) {
            text += Generator.yieldFrom(each);
        }
        for (String s : Stream.of("p", "q").map(String::toUpperCase).toList()) {
            text += Generator.yield(s);
        }
        return done(text);
    }
}
