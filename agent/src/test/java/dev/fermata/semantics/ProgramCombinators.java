package dev.fermata.semantics;

import static dev.fermata.Asyncio.asCompleted;
import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.gather;
import static dev.fermata.Asyncio.gatherOutcomes;
import static dev.fermata.Asyncio.sleep;
import static dev.fermata.Asyncio.taskGroup;
import static dev.fermata.Asyncio.timeout;
import static dev.fermata.Asyncio.timeoutAt;
import static dev.fermata.Asyncio.waitAll;
import static dev.fermata.Asyncio.waitFirstCompleted;
import static dev.fermata.Asyncio.waitFirstException;
import static dev.fermata.semantics.ProgramInterpreter.awaitables;
import static dev.fermata.semantics.ProgramInterpreter.body;
import static dev.fermata.semantics.ProgramScope.list;
import static dev.fermata.semantics.ProgramScope.rest;
import static dev.fermata.semantics.ProgramScope.seconds;
import static dev.fermata.semantics.ProgramScope.secondsOrNull;

import dev.fermata.Awaitable;
import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.Task;
import dev.fermata.Timeout;
import dev.fermata.Waited;
import dev.fermata.annotation.Async;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The statements of random programs that wait for several things, or for some time. */
final class ProgramCombinators {
    private static final Set<String> KINDS =
            Set.of("gather", "gatherkeep", "timeout", "timeoutat", "resched", "group", "wait", "completed");

    private ProgramCombinators() {}

    static boolean isOne(List<Object> statement) {
        return KINDS.contains(statement.get(0));
    }

    static Coroutine<Integer> statement(ProgramScope scope, List<Object> s) throws Exception {
        return switch ((String) s.get(0)) {
            case "gather" -> gatherAll(scope, s.get(1).equals("1"), rest(s, 2));
            case "gatherkeep" -> gatherAndCancel(scope, s.get(1).equals("1"), seconds(s.get(2)), rest(s, 3));
            case "timeout" -> underTimeout(scope, seconds(s.get(1)), rest(s, 2));
            case "timeoutat" -> underTimeoutAt(scope, seconds(s.get(1)), rest(s, 2));
            case "resched" -> rescheduled(scope, seconds(s.get(1)), rest(s, 2));
            case "group" -> group(scope, list(s.get(1)), rest(s, 2));
            case "wait" -> waitForSome(scope, (String) s.get(1), secondsOrNull(s.get(2)), list(s.get(3)));
            default -> completed(scope, secondsOrNull(s.get(1)), rest(s, 2));
        };
    }

    private static Future<? extends List<?>> gathering(boolean outcomes, List<Awaitable<Integer>> awaitables) {
        return outcomes ? gatherOutcomes(awaitables) : gather(awaitables);
    }

    @Async
    private static Coroutine<Integer> gatherAll(ProgramScope scope, boolean outcomes, List<Object> nodes)
            throws Exception {
        scope.log("gathered", await(gathering(outcomes, awaitables(scope, nodes))));
        return done(0);
    }

    @Async
    private static Coroutine<Integer> gatherAndCancel(
            ProgramScope scope, boolean outcomes, Duration delay, List<Object> nodes) throws Exception {
        Future<? extends List<?>> all = gathering(outcomes, awaitables(scope, nodes));
        await(sleep(delay));
        scope.log("gcancel", all.cancel());
        try {
            scope.log("gathered", await(all));
        } catch (Exception | CancelledError e) {
            scope.log("gfail", e, all.isCancelled());
        }
        return done(0);
    }

    @Async
    private static Coroutine<Integer> underTimeout(ProgramScope scope, Duration delay, List<Object> inner)
            throws Exception {
        Timeout[] entered = new Timeout[1];
        try {
            return done(await(timeout(delay, timeout -> {
                entered[0] = timeout;
                return body(scope.child("t"), inner);
            })));
        } finally {
            scope.log("expired", entered[0].expired());
        }
    }

    @Async
    private static Coroutine<Integer> underTimeoutAt(ProgramScope scope, Duration when, List<Object> inner)
            throws Exception {
        await(timeoutAt(when, timeout -> {
            scope.log("until", timeout.when().toSeconds());
            return body(scope.child("t"), inner);
        }));
        return done(0);
    }

    @Async
    private static Coroutine<Integer> rescheduled(ProgramScope scope, Duration delay, List<Object> inner)
            throws Exception {
        await(timeout(null, timeout -> {
            timeout.reschedule(EventLoop.running().time().plus(delay));
            await(body(scope.child("t"), inner));
            if (timeout.expired()) {
                timeout.reschedule(null); // is an error by now
            }
            return done(0);
        }));
        return done(0);
    }

    @Async
    private static Coroutine<Integer> group(ProgramScope scope, List<Object> bodies, List<Object> inner)
            throws Exception {
        int value = await(taskGroup(group -> {
            for (int i = 0; i < bodies.size(); i++) {
                scope.tasks().add(group.createTask(body(scope.child("g" + i, group), list(bodies.get(i)))));
            }
            return body(scope.child("g", group), inner);
        }));
        scope.log("grouped", value);
        return done(0);
    }

    @Async
    private static Coroutine<Integer> waitForSome(
            ProgramScope scope, String when, Duration delay, List<Object> numbers) {
        if (scope.tasks().isEmpty()) {
            return done(0);
        }
        Set<Task<Integer>> tasks = new LinkedHashSet<>();
        numbers.forEach(number -> tasks.add(scope.task(number)));
        Waited<Task<Integer>> waited = await(
                switch (when) {
                    case "all" -> waitAll(tasks, delay);
                    case "first" -> waitFirstCompleted(tasks, delay);
                    default -> waitFirstException(tasks, delay);
                });
        scope.log("wait", scope.tasks().stream().map(waited.done()::contains).toList());
        return done(0);
    }

    @Async
    private static Coroutine<Integer> completed(ProgramScope scope, Duration delay, List<Object> bodies)
            throws Exception {
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            tasks.add(ProgramInterpreter.spawn(scope, "c" + i, list(bodies.get(i))));
        }
        for (Coroutine<Integer> next : asCompleted(tasks, delay)) {
            try {
                scope.log("completed", await(next));
            } catch (Exception e) {
                scope.log("cfail", e);
            }
        }
        return done(0);
    }
}
