package locals;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Loops over arrays, lists and others, whose array, length, index or iterator has no name. */
public class ForEachLoops {
    @Async
    public static Generator<Object, Object, Object> over_arrays() {
        String text = "";
        for (int i : new int[] {1, 2, 3}) {
            text += i + Generator.<Integer>yield(i);
        }
        for (String s : new String[] {"a", "b"}) {
            Generator.yield(s);
            for (long l : new long[] {4, 5}) {
                text += s.concat(Generator.yield("x")) + l;
            }
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> over_arrays_of_arrays() {
        String text = "";
        for (String[] row : new String[][] {{"a", "b"}, {}, {"c"}}) {
            for (String s : row) {
                text += s.length() + Generator.<String>yield(s) + row.length;
            }
        }
        for (double[] d : Generator.<double[][]>yield(new double[][] {{1, 2}})) {
            d[0] += Generator.<Double>yield(0.5);
            text += d[0];
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> over_lists_and_maps() {
        String text = "";
        for (String s : List.of("a", "b", "c")) {
            if (s.equals("b")) {
                continue;
            }
            text += Generator.<String>yield(s);
        }
        for (var entry : new TreeMap<>(Map.of("k", 1, "l", 2)).entrySet()) {
            text += entry.getKey() + Generator.<Integer>yield(entry.getValue()) + entry.getValue();
        }
        for (int i : (Iterable<Integer>) IntStream.range(0, 3)::iterator) {
            text += Generator.<Integer>yield(i);
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> over_what_is_sent() {
        String text = "";
        for (Object o : Generator.<List<Object>>yield(List.of(1, "x"))) {
            text += o;
            for (int n : Generator.<int[]>yield(new int[] {7, 8})) {
                text += n;
            }
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> with_a_list_that_changes() {
        List<Integer> list = new ArrayList<>(List.of(1, 2, 3));
        for (int i : list) {
            Generator.yield(i);
            list.add(i);
        }
        return done();
    }

    @Async
    public static Generator<Object, Object, Object> over_a_generator() {
        String text = "";
        for (Object o : over_lists_and_maps()) {
            text += o;
            Generator.yield(o);
        }
        return done(text);
    }
}
