package dev.fermata.samples.generators;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import java.util.Map;
import java.util.TreeMap;

/**
 * A generator that takes lines of text and counts their words until it is closed.
 *
 * <p>{@code close()} makes the {@code yield} throw, so the loop without an end is left by its {@code finally} block, which
 * prints the totals.
 */
public final class WordCounter {
    private WordCounter() {}

    public static void main(String[] args) {
        try (Generator<Integer, String, Void> counter = counter()) {
            counter.next();
            for (String line : new String[] {"row row row your boat", "gently down the stream", "row your boat"}) {
                System.out.println("\"" + line + "\": " + counter.send(line) + " words so far");
            }
        }
    }

    @Async
    static Generator<Integer, String, Void> counter() {
        Map<String, Integer> counts = new TreeMap<>();
        int words = 0;
        try {
            while (true) {
                String line = Generator.yield(words);
                for (String word : line.split(" ")) {
                    counts.merge(word, 1, Integer::sum);
                    words++;
                }
            }
        } finally {
            counts.forEach((word, count) -> System.out.println(count + " x " + word));
        }
    }
}
