package dev.fermata.weaver.random;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.function.Predicate;

/** Makes a failing program smaller, as long as it fails. */
public final class Shrinker {
    private final Predicate<RandomProgram> fails;
    private int tries;

    /**
     * Prepares.
     *
     * @param fails whether a program fails; false for one that does not compile
     * @param tries how often it is asked at most
     */
    public Shrinker(Predicate<RandomProgram> fails, int tries) {
        this.fails = fails;
        this.tries = tries;
    }

    /** The smallest failing program that is found. */
    public RandomProgram shrink(RandomProgram failing) {
        RandomProgram smallest = failing;
        RandomProgram smaller = next(smallest);
        while (smaller != null) {
            smallest = smaller;
            smaller = next(smallest);
        }
        return smallest;
    }

    /** The smallest of those that are a step smaller and fail; null if there is none, or after too many tries. */
    private RandomProgram next(RandomProgram program) {
        var candidates = new ArrayList<RandomProgram>();
        program.offerSmaller(candidates::add);
        candidates.removeIf(candidate -> candidate.size() >= program.size());
        candidates.sort(Comparator.comparingInt(RandomProgram::size));
        for (RandomProgram candidate : candidates) {
            if (tries-- <= 0) {
                return null;
            }
            if (fails.test(candidate)) {
                return candidate;
            }
        }
        return null;
    }
}
