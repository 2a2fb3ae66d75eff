package dev.fermata.semantics;

import static dev.fermata.Asyncio.asCompleted;
import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.currentTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.gather;
import static dev.fermata.Asyncio.gatherOutcomes;
import static dev.fermata.Asyncio.shield;
import static dev.fermata.Asyncio.sleep;
import static dev.fermata.Asyncio.taskGroup;
import static dev.fermata.Asyncio.timeout;
import static dev.fermata.Asyncio.timeoutAt;
import static dev.fermata.Asyncio.waitAll;
import static dev.fermata.Asyncio.waitFirstCompleted;
import static dev.fermata.Asyncio.waitFirstException;
import static dev.fermata.Asyncio.waitFor;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.fermata.AsyncGenerator;
import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.Task;
import dev.fermata.Waited;
import dev.fermata.annotation.Async;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;

/** Programs that wait in every way: the same, under the same names, as in {@code cancelled_everywhere.py}. */
abstract class CancelledPrograms extends Traced {
    /** One of them. */
    interface Program {
        Coroutine<?> call() throws Exception;
    }

    final Map<String, Program> programs = new LinkedHashMap<>();

    CancelledPrograms() {
        programs.put("sleeping", () -> work("a", 2));
        programs.put("hopping", this::hopping);
        programs.put("awaiting_inline", this::awaitingInline);
        programs.put("awaiting_task", this::awaitingTask);
        programs.put("awaiting_task_of_task", this::awaitingTaskOfTask);
        programs.put("awaiting_future", this::awaitingFuture);
        programs.put("cleaning", this::cleaning);
        programs.put("swallowing", this::swallowingTask);
        programs.put("uncancelling", this::uncancelling);
        programs.put("gathering", this::gathering);
        programs.put("gathering_outcomes", this::gatheringOutcomes);
        programs.put("gathering_gathers", this::gatheringGathers);
        programs.put("gathering_failure", this::gatheringFailure);
        programs.put("shielding", this::shielding);
        programs.put("waiting_for_all", () -> waiting((futures, limit) -> waitAll(futures, limit)));
        programs.put("waiting_for_first", () -> waiting((futures, limit) -> waitFirstCompleted(futures, limit)));
        programs.put("waiting_for_exception", () -> waiting((futures, limit) -> waitFirstException(futures, limit)));
        programs.put("as_completed", this::inOrderOfCompletion);
        programs.put("wait_for_in_time", () -> waitFor(work("a", 1), ofSeconds(2)));
        programs.put("wait_for_too_late", () -> waitFor(cleans("a", 2), ofSeconds(1)));
        programs.put("wait_for_task", this::waitForTask);
        programs.put("wait_for_nothing", this::waitForNothing);
        programs.put("timeouts", this::timeouts);
        programs.put("timeout_at", () -> timeoutAt(ofSeconds(1), this::awaitingTask));
        programs.put("grouping", this::grouping);
        programs.put("grouping_failure", this::groupingFailure);
        programs.put("grouping_groups", this::groupingGroups);
        programs.put("generating", () -> numbers().forEach(number -> log("number", number)));
        programs.put("generating_in_scope", this::generatingInScope);
        programs.put("generating_by_hand", this::generatingByHand);
    }

    @Async
    final Coroutine<String> work(String name, int seconds) {
        log(name, "in");
        try {
            await(sleep(ofSeconds(seconds)));
            return done(name);
        } finally {
            log(name, "out");
        }
    }

    @Async
    final Coroutine<String> fails(String name, int seconds) {
        await(work(name, seconds));
        throw failure(name);
    }

    @Async
    private Coroutine<String> swallows(String name) {
        try {
            await(work(name, 2));
        } catch (CancelledError error) {
            log(name, "swallowed");
            await(sleep(ofSeconds(1)));
        }
        return done(name);
    }

    @Async
    private Coroutine<String> cleans(String name, int seconds) {
        log(name, "in");
        try {
            await(sleep(ofSeconds(seconds)));
        } finally {
            try {
                await(sleep(ZERO));
                await(sleep(ofMillis(250)));
            } finally {
                log(name, "out");
            }
        }
        return done();
    }

    // ---- awaiting

    @Async
    private Coroutine<Void> hopping() {
        log("a", "in");
        try {
            for (int i = 0; i < 4; i++) {
                await(sleep(ZERO));
            }
        } finally {
            log("a", "out");
        }
        return done();
    }

    @Async
    private Coroutine<String> awaitingInline() {
        log("a", "in");
        try {
            await(work("b", 1));
            return done(await(work("c", 1)));
        } finally {
            log("a", "out");
        }
    }

    @Async
    private Coroutine<String> awaitingTask() {
        return done(await(createTask(awaitingInline())));
    }

    @Async
    private Coroutine<String> awaitingTaskOfTask() {
        return done(await(createTask(awaitingTask())));
    }

    @Async
    private Coroutine<String> awaitingFuture() {
        EventLoop loop = EventLoop.running();
        Future<String> future = loop.createFuture();
        loop.callLater(ofSeconds(1), () -> {
            if (!future.isCancelled()) {
                future.setResult("f");
            }
        });
        log("a", "in");
        try {
            return done(await(future));
        } finally {
            log("a", "out", bit(future.isDone()), bit(future.isCancelled()));
        }
    }

    static int bit(boolean set) {
        return set ? 1 : 0;
    }

    @Async
    private Coroutine<Void> cleaning() {
        await(createTask(cleans("a", 1)));
        return done();
    }

    @Async
    private Coroutine<String> swallowingTask() {
        return done(await(createTask(swallows("a"))));
    }

    @Async
    private Coroutine<String> uncancelling() {
        try {
            await(work("a", 1));
        } catch (CancelledError error) {
            log("uncancel", currentTask().uncancel());
        }
        return done(await(work("b", 1)));
    }

    // ---- several

    @Async
    private Coroutine<String> gathering() {
        return done(String.join("+", await(gather(work("a", 1), work("b", 2), createTask(work("c", 0))))));
    }

    @Async
    private Coroutine<Integer> gatheringOutcomes() {
        return done(await(gatherOutcomes(work("a", 1), fails("b", 2))).size());
    }

    @Async
    private Coroutine<Integer> gatheringGathers() {
        return done(await(gather(gather(work("a", 1), work("b", 2)), cleans("c", 1)))
                .size());
    }

    @Async
    private Coroutine<Integer> gatheringFailure() {
        return done(await(gather(work("a", 2), fails("b", 1))).size());
    }

    @Async
    private Coroutine<String> shielding() {
        return done(await(shield(work("a", 1))));
    }

    /** Waits in one of three ways. */
    private interface Wait extends BiFunction<Collection<Task<String>>, Duration, Coroutine<Waited<Task<String>>>> {}

    @Async
    private Coroutine<String> waiting(Wait wait) {
        List<Task<String>> tasks = List.of(createTask(work("a", 1)), createTask(fails("b", 2)));
        try {
            Waited<Task<String>> waited = await(wait.apply(tasks, ofSeconds(3)));
            return done(waited.done().size() + "/" + waited.pending().size());
        } finally {
            tasks.forEach(Task::cancel);
            await(gatherOutcomes(tasks));
        }
    }

    @Async
    private Coroutine<Void> inOrderOfCompletion() throws TimeoutException {
        List<Task<String>> tasks = List.of(createTask(work("a", 2)), createTask(work("b", 1)));
        try {
            for (Coroutine<String> next : asCompleted(tasks, ofSeconds(3))) {
                log("completed", await(next));
            }
        } finally {
            tasks.forEach(Task::cancel);
        }
        return done();
    }

    // ---- for some time

    @Async
    private Coroutine<String> waitForTask() throws TimeoutException {
        return done(await(waitFor(createTask(cleans("a", 2)), ofSeconds(1))));
    }

    @Async
    private Coroutine<String> waitForNothing() throws TimeoutException {
        return done(await(waitFor(createTask(cleans("a", 2)), ZERO)));
    }

    @Async
    private Coroutine<Void> timeouts() {
        try {
            await(timeout(ofSeconds(2), () -> timeout(ofSeconds(1), () -> work("a", 3))));
        } catch (TimeoutException e) {
            log("too late");
            await(work("b", 1));
        }
        return done();
    }

    // ---- groups

    @Async
    private Coroutine<Void> grouping() {
        await(taskGroup(group -> {
            group.createTask(work("a", 2));
            group.createTask(cleans("b", 1));
            await(work("c", 1));
            return done();
        }));
        return done();
    }

    @Async
    private Coroutine<Void> groupingFailure() {
        await(taskGroup(group -> {
            group.createTask(fails("a", 1));
            group.createTask(cleans("b", 2));
            await(work("c", 2));
            return done();
        }));
        return done();
    }

    @Async
    private Coroutine<Void> groupingGroups() {
        await(taskGroup(group -> {
            group.createTask(grouping());
            group.createTask(swallows("d"));
            return done();
        }));
        return done();
    }

    // ---- asynchronous generators

    @Async
    private AsyncGenerator<Integer, Void> numbers() {
        log("g", "in");
        try {
            for (int i = 0; i < 3; i++) {
                await(sleep(ofMillis(500)));
                AsyncGenerator.yield(i);
            }
        } finally {
            try {
                await(sleep(ZERO));
            } finally {
                log("g", "out");
            }
        }
        return done();
    }

    @Async
    private Coroutine<Void> generatingInScope() {
        AsyncGenerator<Integer, Void> generator = numbers();
        await(generator.using(() -> {
            log("number", await(generator.next()));
            await(work("a", 1));
            return done();
        }));
        return done();
    }

    @Async
    private Coroutine<Void> generatingByHand() {
        AsyncGenerator<Integer, Void> generator = numbers();
        try {
            log("number", await(generator.send(null)));
            log("number", await(generator.throw_(failure("t"))));
        } catch (IllegalArgumentException e) {
            log("caught");
        } finally {
            await(generator.close());
        }
        return done();
    }
}
