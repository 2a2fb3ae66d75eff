package dev.fermata.samples.documents;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import java.util.List;

/** One method for each construct that the document about weaving shows from the inside. */
public final class Constructs {
    private Constructs() {}

    record Point(int x, int y) {}

    public static void main(String[] args) {
        Generator<String, Integer, Point> point = point();
        System.out.println("asks for " + point.next() + " and " + point.send(3));
        point.sendOr(4, "");
        System.out.println(point.result());

        lengths(List.of("one", "three")).forEach(System.out::println);
        negatives(new int[][] {{1, -2}, {3}, {-4}}).forEach(System.out::println);
        halves(20).forEach(System.out::println);
        try (Generator<String, Void, Void> guarded = guarded()) {
            System.out.println(guarded.next());
        }
    }

    @Async
    static Generator<String, Integer, Point> point() {
        return done(new Point(Generator.yield("x"), Generator.yield("y")));
    }

    @Async
    static Generator<Integer, Void, Void> lengths(List<String> words) {
        String text = String.join("", words);
        int length = text.length();
        Generator.yield(words.size());
        Generator.yield(length);
        return done();
    }

    @Async
    static Generator<Integer, Void, Void> negatives(int[][] rows) {
        for (int[] row : rows) {
            for (int number : row) {
                if (number < 0) {
                    Generator.yield(number);
                }
            }
        }
        return done();
    }

    @Async
    static Generator<Integer, Void, Void> halves(int number) {
        Generator.yield(number);
        return number % 2 == 0 ? halves(number / 2) : done();
    }

    @Async
    static Generator<String, Void, Void> guarded() {
        try {
            Generator.yield("inside");
        } finally {
            System.out.println("left");
        }
        return done();
    }
}
