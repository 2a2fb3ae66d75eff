package control;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import java.io.IOException;

/** Generators that drive other generators by hand. */
public class Consumers {
    @Async
    private static Generator<Integer, Object, String> numbers(int from, int to) {
        for (int i = from; i < to; i++) {
            Generator.yield(i);
        }
        return done("to " + to);
    }

    @Async
    public static Generator<Object, Object, Object> of_two_at_once() {
        var a = numbers(0, 3);
        var b = numbers(10, 15);
        int sum = 0;
        for (int x : a) {
            int y = b.next();
            sum += Generator.<Integer>yield(x + y);
        }
        b.close();
        return done(sum + a.result() + b.state());
    }

    @Async
    private static Generator<Object, Object, Object> filtered(Iterable<Integer> source, int divisor) {
        for (int n : source) {
            if (n % divisor != 0) {
                Generator.yield(n);
            }
        }
        return done();
    }

    @Async
    @SuppressWarnings({"unchecked", "rawtypes"})
    public static Generator<Object, Object, Object> of_a_pipeline() {
        Generator<Integer, ?, ?> source = numbers(2, 30);
        for (int i = 0; i < 6; i++) {
            int prime = source.next();
            Generator.yield(prime);
            source = (Generator) filtered(source, prime);
        }
        return done(source.stream().limit(1).toList());
    }

    @Async
    private static Generator<Object, Integer, Object> averager() {
        double total = 0;
        int count = 0;
        Object average = null;
        while (true) {
            Integer term = Generator.yield(average);
            if (term == null) {
                return done("average of " + count);
            }
            total += term;
            average = total / ++count;
        }
    }

    @Async
    public static Generator<Object, Object, Object> that_send() {
        var averager = averager();
        averager.next();
        for (int n : new int[] {10, 20, 60}) {
            Generator.yield(averager.send(n));
        }
        Generator.yield(averager.sendOr(null, "end"));
        return done(averager.result());
    }

    @Async
    public static Generator<Object, Object, Object> that_throw() {
        var numbers = numbers(0, 3);
        Generator.yield(numbers.next());
        try {
            numbers.throw_(new IOException("thrown in"));
        } catch (Exception e) {
            Generator.yield(e.getMessage());
        }
        return done(numbers.state() + " " + numbers.nextOr(-1));
    }
}
