package methods;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import java.util.Arrays;
import java.util.List;

/** Generators with a variable number of arguments. */
public class Varargs {
    @Async
    private static Generator<Object, Object, Object> sum(String name, int... numbers) {
        int sum = 0;
        for (int number : numbers) {
            sum += Generator.<Integer>yield(number);
        }
        return done(name + sum);
    }

    @Async
    @SafeVarargs
    private static <T> Generator<Object, Object, List<T>> list(T... all) {
        for (T each : all) {
            Generator.yield(each);
        }
        return done(Arrays.asList(all));
    }

    @Async
    public static Generator<Object, Object, Object> of_numbers() {
        return done(Generator.yieldFrom(sum("none"))
                + " " + Generator.yieldFrom(sum("three", 1, Generator.<Integer>yield(2), 3))
                + " " + Generator.yieldFrom(sum("array", new int[] {4})));
    }

    @Async
    public static Generator<Object, Object, Object> of_a_type_variable() {
        List<String> list = Generator.yieldFrom(list("a", Generator.<String>yield("b")));
        return done(list);
    }
}
