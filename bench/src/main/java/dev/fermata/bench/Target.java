package dev.fermata.bench;

import java.util.OptionalDouble;

/** Something that is to be held by the figures of one run. */
public sealed interface Target {
    /** The target of taking at most {@code limit} times as long as the benchmark {@code peer}. */
    static Target atMost(double limit, String peerName, String peer) {
        return new Ratio(limit, peerName, peer);
    }

    /** No target: shows how long it takes in relation to the benchmark {@code peer}. */
    static Target comparedWith(String peerName, String peer) {
        return new Ratio(Double.POSITIVE_INFINITY, peerName, peer);
    }

    /** The target of allocating nothing. */
    static Target nothingAllocated() {
        return new NothingAllocated();
    }

    /** The target of holding at most {@code bytes} of memory. */
    static Target atMostBytes(int bytes) {
        return new Bytes(bytes);
    }

    /** The figure that is to be held; empty if it was not measured. */
    OptionalDouble figure(Work work, Results results);

    /** The unit of the figure. */
    String unit();

    /** How many decimals of the figure matter. */
    int decimals();

    /** What is to be held, in the same unit; empty for nothing. */
    String goal();

    /** Whether {@code figure} holds it. */
    boolean isMetBy(double figure);

    /** A ratio of times. */
    record Ratio(double limit, String peerName, String peer) implements Target {
        @Override
        public OptionalDouble figure(Work work, Results results) {
            return results.has(work.fermata()) && results.has(peer)
                    ? OptionalDouble.of(results.score(work.fermata()) / results.score(peer))
                    : OptionalDouble.empty();
        }

        @Override
        public String unit() {
            return "x " + peerName;
        }

        @Override
        public int decimals() {
            return 2;
        }

        @Override
        public String goal() {
            return limit == Double.POSITIVE_INFINITY ? "" : "<= " + limit;
        }

        @Override
        public boolean isMetBy(double figure) {
            return figure <= limit;
        }
    }

    /**
     * Bytes per operation. Below {@link #NOTHING_BELOW} not one operation in 32 makes even the smallest object, which has 16:
     * such figures come from the harness, and from what is done once for many operations, such as starting a task.
     */
    record NothingAllocated() implements Target {
        /** In bytes per operation. */
        static final double NOTHING_BELOW = 0.5;

        @Override
        public OptionalDouble figure(Work work, Results results) {
            return results.has(work.fermata())
                    ? OptionalDouble.of(results.allocated(work.fermata()))
                    : OptionalDouble.empty();
        }

        @Override
        public String unit() {
            return "B";
        }

        @Override
        public int decimals() {
            return 3;
        }

        @Override
        public String goal() {
            return "0";
        }

        @Override
        public boolean isMetBy(double figure) {
            return figure < NOTHING_BELOW;
        }
    }

    /** Memory that an object holds. */
    record Bytes(int limit) implements Target {
        @Override
        public OptionalDouble figure(Work work, Results results) {
            return results.has(work.fermata())
                    ? OptionalDouble.of(results.score(work.fermata()))
                    : OptionalDouble.empty();
        }

        @Override
        public String unit() {
            return "B";
        }

        @Override
        public int decimals() {
            return 0;
        }

        @Override
        public String goal() {
            return "<= " + limit;
        }

        @Override
        public boolean isMetBy(double figure) {
            return figure <= limit;
        }
    }
}
