package dev.fermata.samples.generators;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;

/**
 * The sieve of Eratosthenes as a chain of generators: each takes numbers from the one before it and lets through what
 * its own prime does not divide.
 *
 * <p>None of them ever ends by itself. Closing the last one makes its {@code yield} throw, so that its {@code try} block
 * closes the one before it, and so on to the first.
 */
public final class PrimeSieve {
    private PrimeSieve() {}

    public static void main(String[] args) {
        try (Generator<Integer, Void, Void> primes = primes()) {
            for (int i = 1; i <= 20; i++) {
                System.out.println(i + ": " + primes.next());
            }
        }
    }

    @Async
    static Generator<Integer, Void, Void> primes() {
        Generator<Integer, Void, Void> numbers = numbersFrom(2);
        try {
            while (true) {
                int prime = numbers.next();
                Generator.yield(prime);
                numbers = withoutMultiplesOf(prime, numbers);
            }
        } finally {
            numbers.close();
        }
    }

    @Async
    static Generator<Integer, Void, Void> withoutMultiplesOf(int prime, Generator<Integer, Void, Void> numbers) {
        try (numbers) {
            for (int number : numbers) {
                if (number % prime != 0) {
                    Generator.yield(number);
                }
            }
        }
        return done();
    }

    @Async
    static Generator<Integer, Void, Void> numbersFrom(int first) {
        int number = first;
        try {
            while (true) {
                Generator.yield(number++);
            }
        } finally {
            System.out.println("closed, and the last number tried was " + (number - 1));
        }
    }
}
