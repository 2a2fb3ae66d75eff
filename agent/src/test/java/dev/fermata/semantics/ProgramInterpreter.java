package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.currentTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.shield;
import static dev.fermata.Asyncio.sleep;
import static dev.fermata.Asyncio.waitFor;
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
import dev.fermata.annotation.Async;
import dev.fermata.semantics.ProgramScope.Failure;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs small programs that use asyncio in every way, as lists of statements. The twin of {@code programs.py}: the two say the
 * same, statement by statement.
 */
final class ProgramInterpreter {
    private ProgramInterpreter() {}

    @Async
    static Coroutine<Integer> main(List<Object> program, List<String> trace) throws Exception {
        EventLoop loop = EventLoop.running();
        List<Future<Integer>> futures = List.of(loop.createFuture(), loop.createFuture(), loop.createFuture());
        ProgramScope scope =
                new ProgramScope("m", new ArrayList<>(), null, futures, new ArrayList<>(), new ArrayList<>(), trace);
        loop.callLater(
                seconds("40"),
                () -> futures.stream().filter(future -> !future.isDone()).forEach(future -> future.setResult(4)));
        int value = await(body(scope, program));
        scope.log("end", value);
        return done(value);
    }

    @Async
    static Coroutine<Integer> body(ProgramScope scope, List<Object> statements) throws Exception {
        for (Object statement : statements) {
            int value = await(statement(scope, list(statement)));
            if (value != 0) {
                return done(value);
            }
        }
        return done(0);
    }

    static Awaitable<Integer> awaitable(ProgramScope scope, Object node, String name) throws Exception {
        List<Object> spec = list(node);
        switch ((String) spec.get(0)) {
            case "body":
                return body(scope.child(name), rest(spec, 1));
            case "task":
                Task<Integer> task = scope.task(spec.get(1));
                return task != null && task != currentTask() ? task : body(scope.child(name), List.of());
            case "future":
                return scope.future(spec.get(1));
            default:
                return sleep(seconds(spec.get(1)), 7);
        }
    }

    static List<Awaitable<Integer>> awaitables(ProgramScope scope, List<Object> nodes) throws Exception {
        List<Awaitable<Integer>> awaitables = new ArrayList<>();
        for (Object node : nodes) {
            awaitables.add(awaitable(scope, node, "" + awaitables.size()));
        }
        return awaitables;
    }

    static Task<Integer> spawn(ProgramScope scope, String name, List<Object> statements) {
        try {
            Task<Integer> task = createTask(body(scope.child(name), statements));
            scope.tasks().add(task);
            return task;
        } catch (Exception e) {
            throw new AssertionError("a body throws when it runs", e);
        }
    }

    /** Runs a statement; its value is not zero if it ends the body. */
    @Async
    private static Coroutine<Integer> statement(ProgramScope scope, List<Object> s) throws Exception {
        switch ((String) s.get(0)) {
            case "sleep":
                await(sleep(seconds(s.get(1))));
                scope.log("slept");
                return done(0);
            case "await":
                scope.log("awaited", await(awaitable(scope, s.get(1), "i")));
                return done(0);
            case "shield":
                scope.log("shielded", await(shield(awaitable(scope, s.get(1), "s"))));
                return done(0);
            case "waitfor":
                scope.log("waited", await(waitFor(awaitable(scope, s.get(2), "w"), secondsOrNull(s.get(1)))));
                return done(0);
            case "try":
                return attempt(scope, (String) s.get(1), list(s.get(2)), list(s.get(3)));
            case "generate", "step", "each":
                return ProgramGenerators.statement(scope, s);
            case "sync":
                return ProgramPrimitives.statement(scope, s);
            default:
                return ProgramCombinators.isOne(s)
                        ? ProgramCombinators.statement(scope, s)
                        : done(ProgramActions.run(scope, s));
        }
    }

    @Async
    private static Coroutine<Integer> attempt(ProgramScope scope, String mode, List<Object> inner, List<Object> last)
            throws Exception {
        try {
            int value = await(body(scope, inner));
            scope.log("tried", value);
            return done(value);
        } catch (CancelledError error) {
            scope.log("caught", error);
            switch (mode) {
                case "raise" -> throw error;
                case "other" -> throw new Failure("o");
                default -> {
                    return done(mode.equals("return") ? 9 : 0);
                }
            }
        } catch (Exception e) {
            scope.log("caught", e);
            if (mode.equals("raise")) {
                throw e;
            }
            return done(mode.equals("return") ? 8 : 0);
        } finally {
            scope.log("finally");
            await(body(scope, last));
        }
    }
}
