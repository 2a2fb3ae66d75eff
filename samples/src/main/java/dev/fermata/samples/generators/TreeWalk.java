package dev.fermata.samples.generators;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import org.jspecify.annotations.Nullable;

/**
 * A recursive walk over a binary tree that can be used in a loop.
 *
 * <p>{@code yieldFrom} hands out everything that another generator hands out: here, the walk over a subtree. The caller
 * of {@code inOrder} gets one value after the other and may stop whenever it likes.
 */
public final class TreeWalk {
    private TreeWalk() {}

    private record Tree(
            @Nullable Tree left, String value, @Nullable Tree right) {}

    public static void main(String[] args) {
        Tree tree = new Tree(
                new Tree(leaf("alto"), "bass", leaf("cello")), "flute", new Tree(leaf("harp"), "oboe", leaf("viola")));

        System.out.println("all of them:");
        for (String value : inOrder(tree)) {
            System.out.println("  " + value);
        }

        System.out.println("the first three, and the walk goes no further:");
        inOrder(tree).stream().limit(3).forEach(value -> System.out.println("  " + value));
    }

    @Async
    static Generator<String, Void, Void> inOrder(@Nullable Tree tree) {
        if (tree != null) {
            Generator.yieldFrom(inOrder(tree.left));
            Generator.yield(tree.value);
            Generator.yieldFrom(inOrder(tree.right));
        }
        return done();
    }

    private static Tree leaf(String value) {
        return new Tree(null, value, null);
    }
}
