package dev.fermata.internal.hub;

import java.util.concurrent.CompletableFuture;

/** Where something is called: here, or through a {@link Link} in another process. */
@FunctionalInterface
public interface Callee {
    /**
     * Asks for something to be done.
     *
     * @param operation what to do
     * @param argument for it
     * @return the answer; whoever cancels it does not want it any more
     */
    CompletableFuture<Answer> call(int operation, byte[] argument);
}
