package dev.fermata.process;

import dev.fermata.internal.hub.Hub;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A way between two processes, on which both send and receive.
 * <pre>{@code
 * try (Pipe<String, Integer> pipe = Pipe.create()) {
 *     PipeEnd<Integer, String> answering = pipe.second();
 *     Process child = new Process(() -> answering.send(answering.receive().length()));
 *     child.start();
 *     pipe.first().send("hello");
 *     System.out.println(pipe.first().receive());
 *     child.join();
 * }
 * }</pre>
 *
 * <p>It lives in the process that has made it. Either end may be handed over to another process, by serialising it.
 *
 * @param <A> the type of what the first end sends
 * @param <B> the type of what the second end sends
 * @see <a href="https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Pipe">multiprocessing.Pipe</a>
 */
public final class Pipe<A extends @Nullable Object, B extends @Nullable Object> implements AutoCloseable {
    /** How many messages are on the way at most, in each direction. */
    private static final int CAPACITY = 64;

    private final PipeEnd<A, B> first;
    private final PipeEnd<B, A> second;

    private Pipe() {
        Items there = new Items(CAPACITY);
        Items back = new Items(CAPACITY);
        try {
            first = new PipeEnd<>(Hub.get().address(), new PipeHost(back, there).number());
            second = new PipeEnd<>(Hub.get().address(), new PipeHost(there, back).number());
        } catch (IOException e) {
            throw new AssertionError("it is here", e);
        }
    }

    /**
     * Makes a pipe.
     *
     * @param <A> the type of what the first end sends
     * @param <B> the type of what the second end sends
     * @return to be closed
     */
    public static <A extends @Nullable Object, B extends @Nullable Object> Pipe<A, B> create() {
        return new Pipe<>();
    }

    /**
     * One end.
     *
     * @return the same on each call
     */
    public PipeEnd<A, B> first() {
        return first;
    }

    /**
     * The other end.
     *
     * @return the same on each call
     */
    public PipeEnd<B, A> second() {
        return second;
    }

    /** Closes the ends that were not handed over. */
    @Override
    public void close() {
        first.close();
        second.close();
    }
}
