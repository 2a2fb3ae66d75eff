package dev.fermata.bench.generator;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;

/** The generators that are measured, each a class of its own when it is woven; see {@link ByHandKinds}. */
final class FermataKinds {
    private FermataKinds() {}

    @Async
    static Generator<Integer, Void, Void> range(int count) {
        for (int i = 0; i < count; i++) {
            Generator.yield(i);
        }
        return done();
    }

    @Async
    static Generator<Integer, Void, Void> squares(int count) {
        for (int i = 0; i < count; i++) {
            Generator.yield(i * i);
        }
        return done();
    }

    @Async
    static Generator<Integer, Void, Void> fibonacci(int count) {
        int a = 0;
        int b = 1;
        for (int i = 0; i < count; i++) {
            Generator.yield(a);
            int next = a + b;
            a = b;
            b = next;
        }
        return done();
    }

    @Async
    static Generator<Integer, Void, Void> collatz(int count) {
        int x = 27;
        for (int i = 0; i < count; i++) {
            Generator.yield(x);
            x = (x & 1) == 0 ? x >> 1 : 3 * x + 1;
        }
        return done();
    }

    @Async
    static Generator<Integer, Void, Void> numbers() {
        int i = 0;
        while (true) {
            Generator.yield(i++);
        }
    }

    @Async
    static Generator<Integer, Integer, Void> runningTotal() {
        int total = 0;
        while (true) {
            Integer sent = Generator.yield(total);
            total += sent;
        }
    }

    @Async
    static Generator<Integer, Void, Void> inOrder(Tree tree) {
        if (tree.left != null) {
            Generator.yieldFrom(inOrder(tree.left));
        }
        Generator.yield(tree.value);
        if (tree.right != null) {
            Generator.yieldFrom(inOrder(tree.right));
        }
        return done();
    }

    /** The same with the last delegation in tail position. */
    @Async
    static Generator<Integer, Void, Void> inOrderTail(Tree tree) {
        if (tree.left != null) {
            Generator.yieldFrom(inOrderTail(tree.left));
        }
        Generator.yield(tree.value);
        return tree.right == null ? done() : inOrderTail(tree.right);
    }

    @Async
    static Generator<Integer, Void, Void> preOrder(Tree tree) {
        Generator.yield(tree.value);
        if (tree.left != null) {
            Generator.yieldFrom(preOrder(tree.left));
        }
        if (tree.right != null) {
            Generator.yieldFrom(preOrder(tree.right));
        }
        return done();
    }

    @Async
    static Generator<Integer, Void, Void> twice(int count) {
        Generator.yieldFrom(range(count));
        Generator.yieldFrom(squares(count));
        return done();
    }
}
