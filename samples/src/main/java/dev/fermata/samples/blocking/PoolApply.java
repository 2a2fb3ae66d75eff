package dev.fermata.samples.blocking;

import dev.fermata.concurrent.ProcessPoolExecutor;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A process pool, without a loop: {@code apply} waits for the value, and {@code applyAsync} does not. */
public final class PoolApply {
    private PoolApply() {}

    public static void main(String[] args) throws InterruptedException {
        try (ProcessPoolExecutor pool = new ProcessPoolExecutor(2)) {
            Workers.awaitAll(pool, 2);
            for (String name : List.of("A", "B")) {
                System.out.println(pool.apply(() -> work(name)));
            }
            CompletableFuture<String> c = pool.applyAsync(() -> work("C"));
            CompletableFuture<String> d = pool.applyAsync(() -> work("D"));
            System.out.println("C and D are on their way");
            System.out.println(c.join());
            System.out.println(d.join());
        }
    }

    private static String work(String name) throws InterruptedException {
        System.out.println(name + " begins");
        Thread.sleep(1_000);
        System.out.println(name + " ends");
        return "result of " + name;
    }
}
