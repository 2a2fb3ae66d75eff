package dev.fermata.samples.documents;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import java.util.List;
import java.util.function.Function;

/** A lambda that yields, and one generator that hands out what others do. */
public final class Lambdas {
    private Lambdas() {}

    public static void main(String[] args) {
        Function<String, Generator<Character, Void, Void>> letters = word -> {
            for (char letter : word.toCharArray()) {
                Generator.yield(letter);
            }
            return done();
        };
        for (char letter : ofAll(List.of("do", "re"), letters)) {
            System.out.println(letter);
        }
    }

    @Async
    static <T> Generator<T, Void, Void> ofAll(List<String> words, Function<String, Generator<T, Void, Void>> of) {
        for (String word : words) {
            Generator.yieldFrom(of.apply(word));
        }
        return done();
    }
}
