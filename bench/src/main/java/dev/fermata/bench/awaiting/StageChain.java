package dev.fermata.bench.awaiting;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The chain of {@link Chain} by {@link CompletableFuture#thenCompose}. What suspends is completed by the caller, without a loop. */
final class StageChain {
    private @Nullable CompletableFuture<Integer> pending;

    long sum(int count, int mask) {
        long sum = 0;
        for (int n = 1; n <= count; n++) {
            CompletableFuture<Integer> future = one(n, mask);
            if (pending != null) {
                pending.complete(n);
                pending = null;
            }
            sum += future.join();
        }
        return sum;
    }

    private CompletableFuture<Integer> one(int n, int mask) {
        return two(n, mask).thenCompose(below -> CompletableFuture.completedFuture(below ^ n << 1));
    }

    private CompletableFuture<Integer> two(int n, int mask) {
        return three(n, mask).thenCompose(below -> CompletableFuture.completedFuture(below ^ n << 2));
    }

    private CompletableFuture<Integer> three(int n, int mask) {
        return four(n, mask).thenCompose(below -> CompletableFuture.completedFuture(below ^ n << 3));
    }

    private CompletableFuture<Integer> four(int n, int mask) {
        return five(n, mask).thenCompose(below -> CompletableFuture.completedFuture(below ^ n << 4));
    }

    private CompletableFuture<Integer> five(int n, int mask) {
        return six(n, mask).thenCompose(below -> CompletableFuture.completedFuture(below ^ n << 5));
    }

    private CompletableFuture<Integer> six(int n, int mask) {
        return seven(n, mask).thenCompose(below -> CompletableFuture.completedFuture(below ^ n << 6));
    }

    private CompletableFuture<Integer> seven(int n, int mask) {
        return eight(n, mask).thenCompose(below -> CompletableFuture.completedFuture(below ^ n << 7));
    }

    private CompletableFuture<Integer> eight(int n, int mask) {
        return nine(n, mask).thenCompose(below -> CompletableFuture.completedFuture(below ^ n << 8));
    }

    private CompletableFuture<Integer> nine(int n, int mask) {
        return ten(n, mask).thenCompose(below -> CompletableFuture.completedFuture(below ^ n << 9));
    }

    private CompletableFuture<Integer> ten(int n, int mask) {
        CompletableFuture<Integer> future = new CompletableFuture<>();
        if ((n & mask) == 0) {
            pending = future;
        } else {
            future.complete(n);
        }
        return future;
    }
}
