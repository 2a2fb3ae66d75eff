package dev.fermata.bench;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What one run has measured, by the names of the benchmarks as in {@link Work}. */
final class Results {
    /** What was asked for, in nanoseconds or, if {@code isHeld}, bytes; and the bytes that were allocated meanwhile. */
    private record Figures(double score, boolean isHeld, double allocated) {}

    private final Map<String, Figures> figures = new HashMap<>();

    Results(Collection<RunResult> runs) {
        for (RunResult run : runs) {
            figures.put(name(run.getParams()), figures(run));
        }
    }

    private static Figures figures(RunResult run) {
        Result<?> held = run.getSecondaryResults().get("heldBytes");
        if (held != null) {
            // Both are sums over all runs.
            Result<?> objects = run.getSecondaryResults().get("heldObjects");
            return new Figures(held.getScore() / objects.getScore(), true, Double.NaN);
        }
        Result<?> allocated = run.getSecondaryResults().get("gc.alloc.rate.norm");
        return new Figures(
                run.getPrimaryResult().getScore(), false, allocated == null ? Double.NaN : allocated.getScore());
    }

    boolean has(String benchmark) {
        return figures.containsKey(benchmark);
    }

    /** The time per operation; or the memory that each object holds, where {@link #isHeld}. */
    double score(String benchmark) {
        return of(benchmark).score;
    }

    /** Whether it was memory that was measured, not time. */
    boolean isHeld(String benchmark) {
        return of(benchmark).isHeld;
    }

    /** The bytes allocated per operation. */
    double allocated(String benchmark) {
        return of(benchmark).allocated;
    }

    private Figures of(String benchmark) {
        Figures found = figures.get(benchmark);
        if (found == null) {
            throw new IllegalArgumentException("There is no result of " + benchmark + ", only of " + figures.keySet());
        }
        return found;
    }

    /** The class without its package, the method, and the parameters, as in {@code "Depth.fermata depth=10"}. */
    private static String name(BenchmarkParams params) {
        String name = params.getBenchmark();
        int method = name.lastIndexOf('.');
        StringBuilder found = new StringBuilder(name.substring(name.lastIndexOf('.', method - 1) + 1));
        for (String key : params.getParamsKeys()) {
            found.append(' ').append(key).append('=').append(params.getParam(key));
        }
        return found.toString();
    }
}
