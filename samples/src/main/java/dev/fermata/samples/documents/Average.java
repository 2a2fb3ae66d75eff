package dev.fermata.samples.documents;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;

/** A generator that is sent numbers and answers each with the average of all of them. */
public final class Average {
    private Average() {}

    public static void main(String[] args) {
        Generator<Double, Double, Integer> average = average();
        average.next(); // runs the body to its first yield
        System.out.println(average.send(10.0));
        System.out.println(average.send(20.0));
        average.nextOr(0.0);
        System.out.println(average.result() + " numbers");
    }

    @Async
    static Generator<Double, Double, Integer> average() {
        double sum = 0;
        int count = 0;
        Double number = Generator.yield(0.0);
        while (number != null) {
            sum += number;
            count++;
            number = Generator.yield(sum / count);
        }
        return done(count);
    }
}
