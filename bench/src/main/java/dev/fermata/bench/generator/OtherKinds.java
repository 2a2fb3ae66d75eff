package dev.fermata.bench.generator;

import dev.fermata.Generator;
import java.util.Iterator;

/**
 * Runs several kinds of generator. Each has loops of its own, so that all they share is what the library shares: a
 * method that took the generator as an argument would be one loop for all.
 */
final class OtherKinds {
    private static final int COUNT = 500;
    private static final Tree TREE = Tree.balanced(9);

    /** Where the sums go, so that nobody leaves the work out. */
    static volatile long sum;

    private OtherKinds() {}

    static void runFermata() {
        fermataSquares();
        fermataFibonacci();
        fermataCollatz();
        fermataPreOrder();
        fermataTwice();
    }

    static void runKotlin() {
        kotlinSquares();
        kotlinFibonacci();
        kotlinCollatz();
        kotlinPreOrder();
    }

    private static void fermataSquares() {
        for (int item : FermataKinds.squares(COUNT)) {
            sum += item;
        }
        Generator<Integer, Void, Void> items = FermataKinds.squares(COUNT);
        Integer item;
        while ((item = items.nextOr(null)) != null) {
            sum += item;
        }
    }

    private static void fermataFibonacci() {
        for (int item : FermataKinds.fibonacci(COUNT)) {
            sum += item;
        }
        Generator<Integer, Void, Void> items = FermataKinds.fibonacci(COUNT);
        Integer item;
        while ((item = items.nextOr(null)) != null) {
            sum += item;
        }
    }

    private static void fermataCollatz() {
        for (int item : FermataKinds.collatz(COUNT)) {
            sum += item;
        }
        Generator<Integer, Void, Void> items = FermataKinds.collatz(COUNT);
        Integer item;
        while ((item = items.nextOr(null)) != null) {
            sum += item;
        }
    }

    private static void fermataPreOrder() {
        for (int item : FermataKinds.preOrder(TREE)) {
            sum += item;
        }
        Generator<Integer, Void, Void> items = FermataKinds.preOrder(TREE);
        Integer item;
        while ((item = items.nextOr(null)) != null) {
            sum += item;
        }
    }

    private static void fermataTwice() {
        for (int item : FermataKinds.twice(COUNT / 2)) {
            sum += item;
        }
        Generator<Integer, Void, Void> items = FermataKinds.twice(COUNT / 2);
        Integer item;
        while ((item = items.nextOr(null)) != null) {
            sum += item;
        }
    }

    private static void kotlinSquares() {
        for (Iterator<Integer> items = KotlinKinds.squares(COUNT); items.hasNext(); ) {
            sum += items.next();
        }
    }

    private static void kotlinFibonacci() {
        for (Iterator<Integer> items = KotlinKinds.fibonacci(COUNT); items.hasNext(); ) {
            sum += items.next();
        }
    }

    private static void kotlinCollatz() {
        for (Iterator<Integer> items = KotlinKinds.collatz(COUNT); items.hasNext(); ) {
            sum += items.next();
        }
    }

    private static void kotlinPreOrder() {
        for (Iterator<Integer> items = KotlinTrees.preOrder(TREE); items.hasNext(); ) {
            sum += items.next();
        }
    }
}
