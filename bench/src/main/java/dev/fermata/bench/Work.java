package dev.fermata.bench;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some work that is measured, with its peers and its targets: some rows of the table.
 *
 * <p>Benchmarks are named by class and method, and by parameters if there are any: {@code "Depth.fermata depth=10"}.
 *
 * @param name what is done
 * @param fermata the benchmark that does it with Fermata
 * @param byHand the benchmark that does it in plain Java; null for none
 * @param kotlin the benchmark that does it in Kotlin; null for none
 * @param targets what is to be held
 * @param fromJdk the first JDK on which the targets count
 */
public record Work(
        String name,
        String fermata,
        @Nullable String byHand,
        @Nullable String kotlin,
        List<Target> targets,
        int fromJdk) {

    /** Makes the work that has neither peers nor targets yet. */
    public static Work of(String name, String fermata) {
        return new Work(name, fermata, null, null, List.of(), 17);
    }

    /** Adds the peer in plain Java. */
    public Work byHand(String benchmark) {
        return new Work(name, fermata, benchmark, kotlin, targets, fromJdk);
    }

    /** Adds the peer in Kotlin. */
    public Work kotlin(String benchmark) {
        return new Work(name, fermata, byHand, benchmark, targets, fromJdk);
    }

    /** Adds a target. */
    public Work target(Target target) {
        List<Target> more = new ArrayList<>(targets);
        more.add(target);
        return new Work(name, fermata, byHand, kotlin, List.copyOf(more), fromJdk);
    }

    /** Lets the targets count from {@code jdk} on only. */
    public Work onJdk(int jdk) {
        return new Work(name, fermata, byHand, kotlin, targets, jdk);
    }
}
