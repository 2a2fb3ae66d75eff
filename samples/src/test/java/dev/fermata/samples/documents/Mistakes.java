package dev.fermata.samples.documents;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.StopIteration;
import dev.fermata.annotation.Async;
import java.util.Iterator;
import java.util.List;

/** What goes wrong when generators are written or used in a wrong way: prints the messages that the documents show. */
final class Mistakes {
    private Mistakes() {}

    public static void main(String[] args) {
        print(() -> synchronizedBlock(List.of()));
        print(Mistakes::synchronizedMethod);
        print(Mistakes::notAnnotated);
        print(Mistakes::numbers);
        print(Mistakes::plainLambda);
        print(Constructed::new);
        print(Initialised::new);

        print(() -> one().send(1));
        print(() -> one().result());
        print(Mistakes::resumesItself);
        print(() -> {
            Generator<Integer, Void, Void> stubborn = stubborn();
            stubborn.next();
            stubborn.close();
        });
        print(() -> leaks().next());
    }

    private static void print(Runnable mistake) {
        try {
            mistake.run();
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        } catch (ExceptionInInitializerError e) {
            System.out.println(e.getException().getMessage());
        }
    }

    // ---- what cannot be woven

    @Async
    static Generator<Integer, Void, Void> synchronizedBlock(Object monitor) {
        synchronized (monitor) {
            Generator.yield(1);
        }
        return done();
    }

    @Async
    static synchronized Generator<Integer, Void, Void> synchronizedMethod() {
        Generator.yield(1);
        return done();
    }

    static Generator<Integer, Void, Void> notAnnotated() {
        Generator.yield(1);
        return done();
    }

    @Async
    static Iterator<Integer> numbers() {
        Generator.yield(1);
        return List.of(1).iterator();
    }

    private static void plainLambda() {
        Runnable yields = () -> Generator.yield(1);
        yields.run();
    }

    private static final class Constructed {
        Constructed() {
            Generator.yield(1);
        }
    }

    private static final class Initialised {
        static {
            Generator.yield(1);
        }
    }

    // ---- what is woven and used in a wrong way

    @Async
    static Generator<Integer, Integer, Void> one() {
        Generator.yield(1);
        return done();
    }

    private static void resumesItself() {
        Object[] self = new Object[1];
        Generator<Integer, Void, Void> generator = calling(self);
        self[0] = generator;
        generator.next();
    }

    @Async
    static Generator<Integer, Void, Void> calling(Object[] generator) {
        ((Generator<?, ?, ?>) generator[0]).next();
        return done();
    }

    @Async
    static Generator<Integer, Void, Void> stubborn() {
        try {
            Generator.yield(1);
        } finally {
            Generator.yield(2);
        }
        return done();
    }

    @Async
    static Generator<Integer, Void, Void> leaks() {
        throw new StopIteration(null);
    }
}
