package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.shield;
import static dev.fermata.Asyncio.sleep;
import static dev.fermata.Asyncio.taskGroup;
import static dev.fermata.Asyncio.timeout;
import static dev.fermata.Asyncio.waitAll;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.AsyncGenerator;
import dev.fermata.Context;
import dev.fermata.ContextVar;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.Handle;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import dev.fermata.sync.Lock;
import dev.fermata.testing.TestLoop;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/**
 * What is over lets go what it has used. The garbage collector says what is still held.
 *
 * <p>Where nothing else is said, CPython 3.13 holds the same. Nothing that is looked for stands in a local variable of a test:
 * the JVM's interpreter would hold it to the end of the method.
 */
class LeakIT {
    private static final ContextVar<Thing> VARIABLE = new ContextVar<>("variable");

    private final List<WeakReference<Thing>> things = new ArrayList<>();
    private EventLoop loop = TestLoop.create().loop();

    /** Something large, say. */
    private static final class Thing {
        private final String name;

        Thing(String name) {
            this.name = name;
        }

        void use() {
            assertThat(name).isNotEmpty();
        }
    }

    private Thing thing(String name) {
        Thing thing = new Thing(name);
        things.add(new WeakReference<>(thing));
        return thing;
    }

    /** The names of the things that are no garbage, while {@code kept} is none. */
    private List<String> held(Object kept) {
        System.gc();
        Reference.reachabilityFence(kept);
        return things.stream()
                .map(WeakReference::get)
                .filter(Objects::nonNull)
                .map(thing -> thing.name)
                .toList();
    }

    /** Lets everything run that does not have to wait. */
    private void run() {
        loop.runUntilComplete(sleep(ofSeconds(1)));
    }

    // ---- tasks and their coroutines

    @Async
    private Coroutine<Void> body(Thing argument, Future<?> awaited) {
        Thing local = thing("local");
        await(awaited);
        argument.use();
        local.use();
        return done();
    }

    @Async
    private Coroutine<Void> outer(Thing argument, Future<?> awaited) {
        await(body(argument, awaited));
        return done();
    }

    private Object taskAndCoroutine(Future<?> awaited) {
        Coroutine<Void> coroutine = outer(thing("argument"), awaited);
        return List.of(loop.createTask(coroutine), coroutine);
    }

    @Test
    void a_task_that_has_returned_holds_no_variables_and_neither_does_its_coroutine() {
        Future<Void> awaited = loop.createFuture();
        Object kept = taskAndCoroutine(awaited);
        run();
        assertThat(held(kept)).containsExactly("argument", "local");

        awaited.setResult(null);
        run();

        assertThat(held(kept)).isEmpty();
    }

    @Test
    void a_task_that_has_failed_holds_no_variables() {
        Future<Void> awaited = loop.createFuture();
        Object kept = taskAndCoroutine(awaited);
        run();

        awaited.setException(new IllegalStateException("expected"));
        run();

        assertThat(held(kept)).isEmpty();
    }

    @Test
    void a_task_that_was_cancelled_holds_no_variables() {
        Future<Void> awaited = loop.createFuture();
        Object kept = taskAndCoroutine(awaited);
        run();

        awaited.cancel();
        run();

        assertThat(held(kept)).isEmpty();
    }

    /** CPython still has the arguments in the traceback of the error. */
    @Test
    void a_task_that_was_cancelled_before_it_began_holds_no_arguments() {
        Coroutine<Void> coroutine = outer(thing("argument"), loop.createFuture());
        Task<Void> task = loop.createTask(coroutine);

        task.cancel();
        run();

        assertThat(task.isCancelled()).isTrue();
        assertThat(held(List.of(task, coroutine))).isEmpty();
    }

    @Async
    private Coroutine<Void> waitsTwice(Future<Thing> first, Future<Void> second) {
        await(first).use();
        await(second);
        return done();
    }

    @Test
    void a_waiting_task_does_not_hold_what_it_has_awaited_before() {
        Future<Void> second = loop.createFuture();
        Task<Void> task = loop.createTask(waitsTwice(completed(), second));

        run();

        assertThat(held(task)).isEmpty();
        assertThat(task.isDone()).isFalse();
    }

    private Future<Thing> completed() {
        Future<Thing> future = loop.createFuture();
        loop.callLater(ofSeconds(0), () -> future.setResult(thing("value")));
        return future;
    }

    @Async
    private Coroutine<Void> sets(Thing value) {
        VARIABLE.set(value);
        await(sleep(ofSeconds(0)));
        return done();
    }

    @Test
    void a_task_keeps_its_context_which_one_may_ask_for() {
        Task<Void> task = loop.createTask(sets(thing("in the context")));

        run();

        assertThat(task.isDone()).isTrue();
        assertThat(held(task)).containsExactly("in the context");
    }

    // ---- methods that return futures

    @Async
    private CompletableFuture<Void> started(Future<Thing> first, Future<Void> second) {
        await(waitAll(List.of(first)));
        await(second);
        return done();
    }

    @Async
    private CompletableFuture<Void> startedAnywhere(CompletableFuture<Thing> first, CompletableFuture<Void> second) {
        await(first).use();
        Thing local = thing("local");
        await(second);
        local.use();
        return done();
    }

    @Test
    void a_method_that_has_become_a_task_does_not_hold_what_it_has_awaited_first() {
        Future<Void> second = loop.createFuture();
        List<Object> kept = new ArrayList<>(List.of(second));
        loop.callSoon(() -> kept.add(started(completed(), second)));

        run();

        assertThat(held(kept)).isEmpty();
    }

    @Test
    void a_method_without_a_loop_holds_what_it_needs_while_it_waits_and_nothing_afterwards() {
        CompletableFuture<Void> second = new CompletableFuture<>();
        CompletableFuture<Void> started = startedAnywhere(CompletableFuture.completedFuture(thing("value")), second);
        assertThat(held(second)).containsExactly("local");

        second.complete(null);

        assertThat(held(List.of(second, started))).isEmpty();
    }

    // ---- futures and callbacks

    @Test
    void a_future_that_is_done_holds_no_callbacks() {
        Future<Void> future = loop.createFuture();
        addCallback(future, thing("callback"));
        assertThat(held(future)).containsExactly("callback");

        future.setResult(null);
        run();

        assertThat(held(future)).isEmpty();
    }

    private static void addCallback(Future<Void> future, Thing thing) {
        future.addDoneCallback(done -> thing.use());
    }

    @Test
    void a_shielded_future_does_not_hold_who_was_cancelled() {
        Future<Void> inner = loop.createFuture();
        Task<Void> task = loop.createTask(shielding(inner, thing("argument")));
        run();

        task.cancel();
        run();

        assertThat(held(inner)).isEmpty();
    }

    @Async
    private Coroutine<Void> shielding(Future<Void> inner, Thing argument) {
        await(shield(inner));
        argument.use();
        return done();
    }

    @Test
    void a_cancelled_timer_holds_no_callback() {
        Handle handle = timer(thing("callback"));
        assertThat(held(loop)).containsExactly("callback");

        handle.cancel();

        assertThat(held(List.of(loop, handle))).isEmpty();
    }

    private Handle timer(Thing thing) {
        return loop.callLater(ofSeconds(100), thing::use);
    }

    @Test
    void the_loop_holds_no_context_of_a_timer_that_was_cancelled() throws Exception {
        timerIn(context(thing("in the context"))).cancel();

        run();

        assertThat(held(loop)).isEmpty();
    }

    private static Context context(Thing thing) throws Exception {
        Context context = new Context();
        context.run(() -> VARIABLE.set(thing));
        return context;
    }

    private Handle timerIn(Context context) throws Exception {
        return context.run(() -> loop.callLater(ofSeconds(100), () -> {}));
    }

    @Test
    void the_future_of_a_call_on_an_executor_does_not_hold_the_executor() {
        Future<Void> future = loop.runInExecutor(executor(thing("executor")), () -> null);

        run();

        assertThat(future.isDone()).isTrue();
        assertThat(held(future)).isEmpty();
    }

    private static Executor executor(Thing thing) {
        return call -> {
            thing.use();
            call.run();
        };
    }

    /** An exception with something in it. */
    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Thing thing;

        Failure(Thing thing) {
            this.thing = thing;
        }

        @Override
        public String getMessage() {
            return thing.name;
        }
    }

    @Test
    void the_loop_does_not_hold_exceptions_that_somebody_has_seen() {
        fail(thing("in an exception"));

        assertThat(held(loop)).isEmpty();
    }

    private void fail(Thing thing) {
        Future<Void> future = loop.createFuture();
        future.setException(new Failure(thing));
        assertThat(future.exception()).isInstanceOf(Failure.class);
    }

    // ---- scopes

    @Async
    private static Coroutine<Void> uses(Thing thing, Future<Void> awaited) {
        thing.use();
        await(awaited);
        return done();
    }

    @Test
    void a_timeout_does_not_hold_what_its_body_has_done_with() throws TimeoutException {
        assertThat(held(inTimeout(thing("captured"), loop.createFuture()))).isEmpty();
    }

    private Task<Void> inTimeout(Thing thing, Future<Void> awaited) throws TimeoutException {
        return begun(timeout(ofSeconds(100), scope -> uses(thing, awaited)));
    }

    @Test
    void a_task_group_does_not_hold_what_its_body_has_done_with() {
        assertThat(held(inGroup(thing("captured"), loop.createFuture()))).isEmpty();
    }

    private Task<Void> inGroup(Thing thing, Future<Void> awaited) {
        return begun(taskGroup(group -> uses(thing, awaited)));
    }

    @Test
    void the_scope_of_a_generator_does_not_hold_what_its_body_has_done_with() {
        assertThat(held(inGenerator(thing("captured"), loop.createFuture()))).containsExactly("argument");
    }

    private Task<Void> inGenerator(Thing thing, Future<Void> awaited) {
        return begun(items(thing("argument")).using(() -> uses(thing, awaited)));
    }

    private Task<Void> begun(Coroutine<Void> coroutine) {
        Task<Void> task = loop.createTask(coroutine);
        run();
        assertThat(task.isDone()).isFalse();
        return task;
    }

    @Test
    void a_lock_does_not_hold_those_who_have_waited() {
        Lock lock = new Lock();
        loop.runUntilComplete(lock.acquire());
        Task<Void> cancelled = begun(locking(lock, thing("cancelled")));
        begun(locking(lock, thing("later")));
        assertThat(held(lock)).containsExactly("cancelled", "later");

        cancelled.cancel();
        run();
        lock.release();
        run();

        assertThat(held(lock)).isEmpty();
    }

    @Async
    private static Coroutine<Void> locking(Lock lock, Thing thing) {
        await(lock.acquire());
        thing.use();
        lock.release();
        return done();
    }

    // ---- the loop

    @Async
    private AsyncGenerator<Integer, Void> items(Thing argument) {
        for (int i = 0; ; i++) {
            AsyncGenerator.yield(i);
            argument.use();
        }
    }

    @Async
    private static Coroutine<Void> takesOne(AsyncGenerator<Integer, Void> items, Future<Void> forEver) {
        await(items.next());
        await(forEver);
        return done();
    }

    @Async
    private static Coroutine<Void> sleeps(Thing argument) {
        await(sleep(ofSeconds(100)));
        argument.use();
        return done();
    }

    private void leaveAllKinds() {
        Future<Void> forEver = loop.createFuture();
        loop.createTask(body(thing("waiting"), forEver));
        loop.createTask(sleeps(thing("sleeping")));
        loop.createTask(takesOne(items(thing("generator")), forEver));
        timer(thing("timer"));
        run();
        loop.createTask(sleeps(thing("not begun")));
    }

    @Test
    void a_loop_that_was_closed_holds_nothing_of_what_was_left() {
        leaveAllKinds();
        assertThat(held(loop))
                .containsExactlyInAnyOrder("waiting", "local", "sleeping", "generator", "timer", "not begun");

        loop.close();

        assertThat(held(loop)).isEmpty();
    }

    @Test
    void a_loop_that_was_closed_does_not_take_up_whom_a_future_would_tell() {
        Future<Void> forEver = loop.createFuture();
        loop.createTask(body(thing("waiting"), forEver));
        run();
        loop.close();

        forEver.setResult(null);

        assertThat(held(List.of(loop, forEver))).isEmpty();
    }

    @Test
    void a_loop_that_was_closed_is_garbage_with_the_generators_that_were_left() {
        WeakReference<EventLoop> dropped = new WeakReference<>(loop);
        loop.createTask(takesOne(itemsOf(loop.createFuture()), loop.createFuture()));
        run();
        loop.close();

        loop = TestLoop.create().loop();

        assertThat(held(loop)).isEmpty();
        assertThat(dropped.get()).isNull();
    }

    @Async
    private static AsyncGenerator<Integer, Void> itemsOf(Future<Void> future) {
        AsyncGenerator.yield(1);
        await(future);
        return done();
    }
}
