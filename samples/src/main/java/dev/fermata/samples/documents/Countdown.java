package dev.fermata.samples.documents;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;

/** The first generator: it hands out numbers, and has a value at its end. */
public final class Countdown {
    private Countdown() {}

    public static void main(String[] args) {
        for (int i : countdown(3)) {
            System.out.println(i);
        }

        Generator<Integer, Void, String> countdown = countdown(1);
        System.out.println(countdown);
        System.out.println(countdown.next());
        System.out.println(countdown);
        System.out.println(countdown.nextOr(0));
        System.out.println(countdown.result());
    }

    @Async
    static Generator<Integer, Void, String> countdown(int from) {
        for (int i = from; i > 0; i--) {
            Generator.yield(i);
        }
        return done("lift-off");
    }
}
