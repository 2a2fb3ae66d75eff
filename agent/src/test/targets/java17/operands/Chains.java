package operands;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import java.util.List;

/** Chains of calls with yields in their arguments, casts, boxing and type tests. */
public class Chains {
    private final String text;

    private Chains(String text) {
        this.text = text;
    }

    private Chains b(Object x) {
        return new Chains(text + "b" + x);
    }

    private Chains c(int x, Object y) {
        return new Chains(text + "c" + x + y);
    }

    @Async
    public static Generator<Object, Object, Object> calls() {
        var a = new Chains("a");
        return done(a.b(Generator.yield(1))
                .c(Generator.<Integer>yield(2), Generator.yield("y"))
                .b(new Chains("in").b(Generator.yield(3)).text)
                .text);
    }

    @Async
    public static Generator<Object, Object, Object> resumed_receivers() {
        String s = Generator.<String>yield("trimmed ")
                .trim()
                .concat(Generator.<String>yield("x"))
                .toUpperCase();
        int n = Generator.<List<String>>yield(List.of("p", "q"))
                .get(Generator.<Integer>yield(1))
                .length();
        return done(s + n);
    }

    @Async
    public static Generator<Object, Object, Object> boxes() {
        Integer boxed = Generator.yield(5);
        int sum = boxed + Generator.<Integer>yield(6);
        Integer big = Generator.<Integer>yield(1000);
        Long wide = (long) big;
        boxed++;
        boxed += Generator.<Integer>yield(2);
        Object o = Generator.<Integer>yield(3) + wide;
        Character c = Generator.yield('x');
        c++;
        return done(sum + " " + boxed + " " + o + c + (big == 1000)
                + Generator.<Double>yield(1.5).intValue());
    }

    @Async
    public static Generator<Object, Object, Object> type_tests() {
        String text = "";
        if (Generator.yield("s") instanceof String s && s.length() < Generator.<Integer>yield(3)) {
            text += s;
        }
        Object o = Generator.<Object>yield(7);
        if (!(o instanceof Integer n)) {
            return done("not a number");
        }
        text += n + Generator.<Integer>yield(1);
        boolean is = Generator.yield(2L) instanceof Long l && l > 1;
        return done(text + is + (Generator.yield(null) instanceof Object) + (String) Generator.yield("cast"));
    }

    @Async
    public static Generator<Object, Object, Object> class_literals_and_constants() {
        return done(List.of(String.class, Generator.yield("a")).toString().concat(Generator.<String>yield("b"))
                + int.class
                + Long.MAX_VALUE
                + Generator.yield("c")
                + Float.MIN_VALUE);
    }
}
