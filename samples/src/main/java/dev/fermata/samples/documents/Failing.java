package dev.fermata.samples.documents;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;

/** Ends with an exception that leaves two generators, one inside the other. */
public final class Failing {
    private Failing() {}

    public static void main(String[] args) {
        Generator<Integer, Void, Void> generator = outer();
        generator.next();
        generator.next();
    }

    @Async
    static Generator<Integer, Void, Void> outer() {
        Generator.yieldFrom(inner());
        return done();
    }

    @Async
    static Generator<Integer, Void, Void> inner() {
        Generator.yield(1);
        throw new IllegalArgumentException("no");
    }
}
