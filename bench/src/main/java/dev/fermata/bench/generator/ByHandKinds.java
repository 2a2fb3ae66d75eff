package dev.fermata.bench.generator;

import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** What one would write without generators: {@link FermataKinds} as iterators that keep their state in fields. */
final class ByHandKinds {
    private ByHandKinds() {}

    static Iterator<Integer> range(int count) {
        return new Range(count);
    }

    static Iterator<Integer> squares(int count) {
        return new Squares(count);
    }

    static Iterator<Integer> fibonacci(int count) {
        return new Fibonacci(count);
    }

    static Iterator<Integer> collatz(int count) {
        return new Collatz(count);
    }

    static Iterator<Integer> numbers() {
        return new Numbers();
    }

    static Iterator<Integer> inOrder(Tree tree) {
        return new InOrder(tree);
    }

    private abstract static class Counted implements Iterator<Integer> {
        final int count;
        int i;

        Counted(int count) {
            this.count = count;
        }

        @Override
        public final boolean hasNext() {
            return i < count;
        }
    }

    private static final class Range extends Counted {
        Range(int count) {
            super(count);
        }

        @Override
        public Integer next() {
            return i++;
        }
    }

    private static final class Squares extends Counted {
        Squares(int count) {
            super(count);
        }

        @Override
        public Integer next() {
            int square = i * i;
            i++;
            return square;
        }
    }

    private static final class Fibonacci extends Counted {
        private int a;
        private int b = 1;

        Fibonacci(int count) {
            super(count);
        }

        @Override
        public Integer next() {
            i++;
            int item = a;
            a = b;
            b += item;
            return item;
        }
    }

    private static final class Collatz extends Counted {
        private int x = 27;

        Collatz(int count) {
            super(count);
        }

        @Override
        public Integer next() {
            i++;
            int item = x;
            x = (item & 1) == 0 ? item >> 1 : 3 * item + 1;
            return item;
        }
    }

    private static final class Numbers implements Iterator<Integer> {
        private int i;

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public Integer next() {
            return i++;
        }
    }

    /** Takes numbers and answers each with the total so far. */
    static final class RunningTotal {
        private int total;

        Integer send(Integer number) {
            total += number;
            return total;
        }
    }

    private static final class InOrder implements Iterator<Integer> {
        /** The nodes whose left subtree is under way or done, the innermost last. */
        private Tree[] open = new Tree[16];

        private int depth;

        InOrder(Tree tree) {
            descend(tree);
        }

        @Override
        public boolean hasNext() {
            return depth > 0;
        }

        @Override
        public Integer next() {
            Tree tree = open[--depth];
            descend(tree.right);
            return tree.value;
        }

        private void descend(@Nullable Tree tree) {
            for (Tree at = tree; at != null; at = at.left) {
                if (depth == open.length) {
                    open = Arrays.copyOf(open, 2 * depth);
                }
                open[depth++] = at;
            }
        }
    }
}
