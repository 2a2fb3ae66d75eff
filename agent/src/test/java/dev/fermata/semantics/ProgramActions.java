package dev.fermata.semantics;

import static dev.fermata.Asyncio.allTasks;
import static dev.fermata.Asyncio.currentTask;
import static dev.fermata.semantics.ProgramScope.integer;
import static dev.fermata.semantics.ProgramScope.list;
import static dev.fermata.semantics.ProgramScope.rest;
import static dev.fermata.semantics.ProgramScope.seconds;

import dev.fermata.CancelledError;
import dev.fermata.ContextVar;
import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.Handle;
import dev.fermata.Task;
import dev.fermata.semantics.ProgramScope.Failure;
import java.util.ArrayList;
import java.util.List;

/** The statements of random programs that await nothing. */
final class ProgramActions {
    private static final ContextVar<Integer> VARIABLE = new ContextVar<>("variable", 0);

    private ProgramActions() {}

    /** Runs a statement; its value is not zero if it ends the body. */
    static int run(ProgramScope scope, List<Object> s) throws Exception {
        switch ((String) s.get(0)) {
            case "log" -> scope.log("log");
            case "spawn" -> ProgramInterpreter.spawn(scope, (String) s.get(1), rest(s, 2));
            case "gspawn" -> spawnInGroup(scope, rest(s, 1));
            case "cancel" -> cancel(scope, s.get(1), (String) s.get(2));
            case "cancelself" -> currentTask().cancel();
            case "uncancel" -> scope.log("uncancel", currentTask().uncancel());
            case "fail" -> throw new Failure((String) s.get(1));
            case "failc" -> throw new CancelledError((String) s.get(1));
            case "return" -> {
                return integer(s.get(1));
            }
            case "soon", "later" -> schedule(scope, s.get(0).equals("soon"), s);
            case "drop" -> drop(scope, s.get(1));
            case "whendone" -> whenDone(scope, s.get(1));
            case "setvar" -> {
                scope.log("var", VARIABLE.get());
                VARIABLE.set(integer(s.get(1)));
            }
            case "tasks" -> tasks(scope);
            default -> complete(scope, (String) s.get(0), scope.future(s.get(1)));
        }
        return 0;
    }

    private static void spawnInGroup(ProgramScope scope, List<Object> statements) throws Exception {
        if (scope.group() != null) {
            scope.tasks().add(scope.group().createTask(ProgramInterpreter.body(scope.child("gs"), statements)));
        }
    }

    private static void cancel(ProgramScope scope, Object number, String message) {
        Task<Integer> task = scope.task(number);
        if (task != null) {
            scope.log("cancel", message.equals("-") ? task.cancel() : task.cancel(message), task.cancelling());
        }
    }

    private static void complete(ProgramScope scope, String how, Future<Integer> future) {
        switch (how) {
            case "set" -> setResult(scope, future, 5, "set");
            case "setexc" -> {
                if (!future.isDone()) {
                    future.setException(new Failure("f"));
                    scope.log("setexc");
                }
            }
            case "cancelfuture" -> scope.log("cf", future.cancel());
            default -> throw new AssertionError(how);
        }
    }

    private static void setResult(ProgramScope scope, Future<Integer> future, int value, String word) {
        if (!future.isDone()) {
            future.setResult(value);
            scope.log(word);
        }
    }

    private static void schedule(ProgramScope scope, boolean soon, List<Object> s) {
        EventLoop loop = EventLoop.running();
        ProgramScope now = scope.child(soon ? "s" : "l");
        Runnable callback = () -> act(now, list(s.get(2)));
        scope.handles().add(soon ? loop.callSoon(callback) : loop.callLater(seconds(s.get(1)), callback));
    }

    private static void act(ProgramScope scope, List<Object> action) {
        switch ((String) action.get(0)) {
            case "log" -> scope.log("callback", VARIABLE.get());
            case "fail" -> {
                scope.log("callback fails");
                throw new Failure("cb");
            }
            case "cancel" -> {
                Task<Integer> task = scope.task(action.get(1));
                if (task != null) {
                    scope.log("cb cancel", task.cancel());
                }
            }
            default -> setResult(scope, scope.future(action.get(1)), 6, "cb set");
        }
    }

    private static void drop(ProgramScope scope, Object number) {
        Handle handle = ProgramScope.pick(scope.handles(), number);
        if (handle != null) {
            scope.log("drop", handle.isCancelled());
            handle.cancel();
        }
    }

    private static void whenDone(ProgramScope scope, Object number) {
        Task<Integer> task = scope.task(number);
        if (task != null) {
            task.addDoneCallback(done -> scope.log("when done", done.isCancelled(), VARIABLE.get()));
        }
    }

    private static void tasks(ProgramScope scope) {
        List<Integer> states = new ArrayList<>();
        for (Task<Integer> task : scope.tasks()) {
            states.add((task.isDone() ? 1 : 0) + (task.isCancelled() ? 1 : 0));
        }
        scope.log("tasks", allTasks().size(), states, currentTask().cancelling(), VARIABLE.get());
    }
}
