package dev.fermata.samples.generators;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;

/** The producer of {@link ConsumerProducer} with a consumer whose end can be seen. */
final class ClosedConsumer {
    private ClosedConsumer() {}

    public static void main(String[] args) {
        Generator<String, Integer, Void> consumer = consumer();
        ConsumerProducer.produce(consumer);
        System.out.println("state: " + consumer.state());
    }

    @Async
    static Generator<String, Integer, Void> consumer() {
        try {
            Generator.yieldFrom(ConsumerProducer.consumer());
        } finally {
            System.out.println("finally");
        }
        return done();
    }
}
