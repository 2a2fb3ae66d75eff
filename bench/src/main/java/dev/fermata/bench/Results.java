package dev.fermata.bench;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What one run has measured, by the names of the benchmarks as in {@link Work}. */
final class Results {
    private record Figures(double nanos, double bytes) {}

    private final Map<String, Figures> figures = new HashMap<>();

    Results(Collection<RunResult> runs) {
        for (RunResult run : runs) {
            Result<?> allocated = run.getSecondaryResults().get("gc.alloc.rate.norm");
            figures.put(
                    name(run.getParams()),
                    new Figures(
                            run.getPrimaryResult().getScore(), allocated == null ? Double.NaN : allocated.getScore()));
        }
    }

    boolean has(String benchmark) {
        return figures.containsKey(benchmark);
    }

    /** The time per operation. */
    double nanos(String benchmark) {
        return of(benchmark).nanos;
    }

    /** The bytes allocated per operation. */
    double bytes(String benchmark) {
        return of(benchmark).bytes;
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
