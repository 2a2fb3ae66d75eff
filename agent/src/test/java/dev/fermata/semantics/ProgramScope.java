package dev.fermata.semantics;

import dev.fermata.AsyncGenerator;
import dev.fermata.CancelledError;
import dev.fermata.EventLoop;
import dev.fermata.ExceptionGroup;
import dev.fermata.Future;
import dev.fermata.Handle;
import dev.fermata.Outcome;
import dev.fermata.StopAsyncIteration;
import dev.fermata.Task;
import dev.fermata.TaskGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * What a coroutine of a random program sees: its place in the program, and what was made before it. The group is the
 * innermost one around, or null; all but the tasks and the group belong to the whole program.
 */
record ProgramScope(
        String path,
        List<Task<Integer>> tasks,
        TaskGroup group,
        List<Future<Integer>> futures,
        List<AsyncGenerator<Integer, Integer>> generators,
        List<Handle> handles,
        List<String> trace) {

    /** What a statement {@code fail} throws. */
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failure(String name) {
            super(name, null, false, false);
        }
    }

    ProgramScope child(String name) {
        return child(name, group);
    }

    ProgramScope child(String name, TaskGroup within) {
        return new ProgramScope(path + "." + name, new ArrayList<>(tasks), within, futures, generators, handles, trace);
    }

    /** One of several, by its number, which goes round; null if there are none. */
    static <T> T pick(List<T> among, Object number) {
        return among.isEmpty() ? null : among.get(integer(number) % among.size());
    }

    Task<Integer> task(Object number) {
        return pick(tasks, number);
    }

    Future<Integer> future(Object number) {
        return pick(futures, number);
    }

    void log(Object... words) {
        trace.add(EventLoop.running().turns() + " " + path + " "
                + Arrays.stream(words).map(ProgramScope::show).collect(Collectors.joining(" ")));
    }

    // ---- as words

    static String show(Object value) {
        if (value instanceof Throwable thrown) {
            return error(thrown);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ProgramScope::show).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof Outcome<?> outcome) {
            return show(outcome.exception() == null ? outcome.value() : outcome.exception());
        }
        return value instanceof Boolean bool ? (bool ? "1" : "0") : Objects.toString(value, "-");
    }

    private static String error(Throwable thrown) {
        if (thrown instanceof CancelledError) {
            return "C"; // without its message, which CPython loses when it is asked for twice
        }
        if (thrown instanceof TimeoutException) {
            return "T";
        }
        if (thrown instanceof ExceptionGroup group) {
            return "G" + show(group.exceptions());
        }
        if (thrown instanceof Failure) {
            return "V" + thrown.getMessage();
        }
        if (thrown instanceof StopAsyncIteration) {
            return "S";
        }
        if (thrown instanceof IllegalStateException) {
            return "R";
        }
        throw new AssertionError(thrown);
    }

    @SuppressWarnings("unchecked") // as it was parsed
    static List<Object> list(Object node) {
        return (List<Object>) node;
    }

    static List<Object> rest(List<Object> statement, int from) {
        return statement.subList(from, statement.size());
    }

    static int integer(Object atom) {
        return Integer.parseInt((String) atom);
    }

    static Duration seconds(Object atom) {
        return Duration.ofSeconds(integer(atom));
    }

    static Duration secondsOrNull(Object atom) {
        return integer(atom) < 0 ? null : seconds(atom);
    }
}
