package dev.fermata.samples.generators;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;

/**
 * Two that take turns on one thread: a producer sends numbers to a consumer, which answers each with a status.
 *
 * <p>The consumer is a generator. Its {@code yield} works both ways: it hands out the status, stops there, and evaluates
 * to the next number when the producer sends it.
 */
public final class ConsumerProducer {
    private ConsumerProducer() {}

    public static void main(String[] args) {
        produce(consumer());
    }

    static void produce(Generator<String, Integer, Void> consumer) {
        consumer.send(null); // runs the consumer to its first yield, where it can take a number
        for (int n = 1; n <= 3; n++) {
            System.out.println("[PRODUCER] Producing " + n);
            String status = consumer.send(n);
            System.out.println("[PRODUCER] Consumer return: " + status);
        }
        consumer.close();
    }

    @Async
    static Generator<String, Integer, Void> consumer() {
        String status = "";
        while (true) {
            Integer n = Generator.yield(status);
            if (n == null) {
                return done();
            }
            System.out.println("[CONSUMER] Consuming " + n);
            status = "200 OK";
        }
    }
}
