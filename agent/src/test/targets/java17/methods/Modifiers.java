package methods;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;

/** Static, instance, private, final, protected and package-private methods. */
public class Modifiers {
    private final String name;
    protected int calls;

    private Modifiers(String name) {
        this.name = name;
    }

    @Async
    private static Generator<Object, Object, Object> privateStatic(long a, String b) {
        return done(b + Generator.<Long>yield(a));
    }

    @Async
    private Generator<Object, Object, Object> privateInstance(double a) {
        calls++;
        return done(name + Generator.<Double>yield(a) + calls);
    }

    @Async
    final Generator<Object, Object, Object> finalInstance() {
        Object a = Generator.yieldFrom(privateInstance(1.5));
        return done(a + name + Generator.yield(this.calls));
    }

    @Async
    public static Generator<Object, Object, Object> all() {
        var here = new Modifiers("me");
        return done(Generator.yieldFrom(privateStatic(1L << 35, "s"))
                + " " + Generator.yieldFrom(here.privateInstance(2.5))
                + " " + Generator.yieldFrom(here.finalInstance()));
    }
}
