package dev.fermata.internal.hub;

import java.util.concurrent.CompletableFuture;

/** Something that lives in this process and takes calls: from here, and from other processes. */
public interface Hosted {
    /**
     * Does something. Must not block, as it may be called on the hub's thread.
     *
     * @param caller who calls
     * @param operation what to do
     * @param argument for it
     * @return the answer, now or later; whoever cancels it does not want it any more
     */
    CompletableFuture<Answer> call(Caller caller, int operation, byte[] argument);

    /**
     * Is told that a process is gone that has called this. Its requests are cancelled already, and of its answers those given
     * back that it had not seen.
     *
     * @param caller who will not call again
     */
    default void gone(Caller caller) {}
}
