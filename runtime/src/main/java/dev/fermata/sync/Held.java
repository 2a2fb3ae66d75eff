package dev.fermata.sync;

import org.jspecify.annotations.Nullable;

/**
 * That the present task holds a lock, or a permit of a semaphore: what {@code acquire} evaluates to, for giving it back at the
 * end of a block.
 * <pre>{@code
 * try (var held = await(lock.acquire())) {
 *     await(change(account));
 * }
 * }</pre>
 *
 * <p>Confined to the loop's thread.
 *
 * @see <a href="https://docs.python.org/3/reference/compound_stmts.html#async-with">Python: async with</a>
 */
public final class Held implements AutoCloseable {
    private @Nullable Releasable held; // null once it is closed

    Held(Releasable held) {
        this.held = held;
    }

    /**
     * Releases what is held. Does nothing the second time.
     *
     * @throws IllegalStateException if that was released by its {@code release} meanwhile, and is held by nobody
     */
    @Override
    public void close() {
        Releasable open = held;
        if (open != null) {
            held = null;
            open.release();
        }
    }

    /** What is held. */
    @Override
    public String toString() {
        return "Held[" + (held == null ? "closed" : held) + "]";
    }
}
