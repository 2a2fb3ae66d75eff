package control;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import java.util.ArrayList;
import java.util.List;

/** Generators that delegate to themselves and to each other. */
public class Recursion {
    private record Tree(Tree left, String label, Tree right) {}

    private static Tree tree() {
        return new Tree(new Tree(null, "a", new Tree(null, "b", null)), "c", new Tree(null, "d", null));
    }

    @Async
    private static Generator<Object, Object, Integer> walk(Tree tree) {
        if (tree == null) {
            return done(0);
        }
        int left = Generator.yieldFrom(walk(tree.left));
        Generator.yield(tree.label);
        return done(left + 1 + Generator.<Integer>yieldFrom(walk(tree.right)));
    }

    @Async
    public static Generator<Object, Object, Object> over_a_tree() {
        Integer size = Generator.yieldFrom(walk(tree()));
        return done(size);
    }

    @Async
    private static Generator<Object, Object, Boolean> even(int n) {
        Generator.yield("even " + n);
        return n == 0 ? done(true) : done(Generator.<Boolean>yieldFrom(odd(n - 1)));
    }

    @Async
    private static Generator<Object, Object, Boolean> odd(int n) {
        Generator.yield("odd " + n);
        if (n == 0) {
            return done(false);
        }
        boolean rest = Generator.yieldFrom(even(n - 1));
        return done(rest);
    }

    @Async
    public static Generator<Object, Object, Object> of_two() {
        return done(Generator.yieldFrom(even(5)));
    }

    private interface Node {
        Generator<Object, Object, Integer> sum();
    }

    private record Leaf(int value) implements Node {
        @Async
        @Override
        public Generator<Object, Object, Integer> sum() {
            return done(Generator.<Integer>yield(value));
        }
    }

    private record Branch(List<Node> children) implements Node {
        @Async
        @Override
        public Generator<Object, Object, Integer> sum() {
            int sum = 0;
            for (Node child : children) {
                sum += Generator.<Integer>yieldFrom(child.sum());
            }
            return done(sum);
        }
    }

    @Async
    public static Generator<Object, Object, Object> through_an_interface() {
        Node node = new Branch(List.of(new Leaf(1), new Branch(List.of(new Leaf(2), new Leaf(3))), new Leaf(4)));
        return done(Generator.yieldFrom(node.sum()));
    }

    @Async
    private static Generator<Object, Object, Object> permutations(List<String> chosen, List<String> rest) {
        if (rest.isEmpty()) {
            Generator.yield(String.join("", chosen));
        }
        for (int i = 0; i < rest.size(); i++) {
            var next = new ArrayList<>(chosen);
            var remaining = new ArrayList<>(rest);
            next.add(remaining.remove(i));
            Generator.yieldFrom(permutations(next, remaining));
        }
        return done();
    }

    @Async
    public static Generator<Object, Object, Object> over_permutations() {
        Generator.yieldFrom(permutations(List.of(), List.of("a", "b", "c")));
        return done();
    }
}
