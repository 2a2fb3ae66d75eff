package found;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import java.util.List;

/** Found by random programs: variables whose range in the table of variables is empty on one side of a suspension. */
public class ShortLivedVariables {
    @Async
    public static Generator<Object, Object, Object> in_a_switch_expression() {
        long b = 2;
        String c = "c";
        Object o = List.of(
                1,
                switch ("BB") {
                    case "Aa" -> 1;
                    case "BB", "a" -> {
                        long v;
                        if (Generator.<String>yield(c).length() != 1) {
                            v = b;
                        } else {
                            v = b;
                        }
                        byte w = 0;
                        yield w;
                    }
                    default -> 2;
                });
        return done(o);
    }

    @Async
    public static Generator<Object, Object, Object> declared_and_never_read() {
        for (int i = 0; i < 2; i++) {
            int n = i;
            Generator.yield(n);
            String s;
            Generator.yield("between");
            s = "dead";
        }
        int last = Generator.<Integer>yield(1);
        return done();
    }
}
