package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.gather;
import static dev.fermata.Asyncio.sleep;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fermata.Asyncio;
import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import dev.fermata.testing.TestLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a program tells of itself: where tasks are, and what they wait for. */
class InspectionIT {
    private final TestLoop test = TestLoop.create();
    private final EventLoop loop = test.loop();
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void close() {
        test.close();
    }

    @Async
    private Coroutine<Void> buy(Future<Integer> price) {
        await(pay(price));
        return done();
    }

    @Async
    private Coroutine<Integer> pay(Future<Integer> price) {
        return done(await(price) + 1);
    }

    @Async
    private Coroutine<Void> waits(Task<?> other) {
        await(other);
        return done();
    }

    private static String withoutLines(String text) {
        return text.replaceAll("InspectionIT\\.java:\\d+", "..");
    }

    private String words(Task<?> task) {
        return withoutLines(task.toString());
    }

    // ---- one task

    @Test
    void a_task_says_its_name_what_it_waits_for_and_the_methods_that_await_each_other() {
        Future<Integer> price = loop.createFuture();
        Task<Void> buying = loop.createTask(buy(price), "buying");
        Task<Void> waiting = loop.createTask(waits(buying));
        test.runReady();
        assertThat(words(buying))
                .isEqualTo("Task[buying, pending, waits for a future that nobody has completed, "
                        + "InspectionIT.pay (..) <- InspectionIT.buy (..)]");
        assertThat(words(waiting)).isEqualTo("Task[Task-2, pending, waits for buying, InspectionIT.waits (..)]");
    }

    @Test
    void a_task_says_whether_it_has_begun_and_how_it_has_ended() {
        Future<Integer> price = loop.createFuture();
        Task<Integer> paying = loop.createTask(pay(price), "paying");
        assertThat(words(paying)).isEqualTo("Task[paying, pending, has not begun, InspectionIT.pay (..)]");
        test.runReady();
        price.setResult(41);
        assertThat(words(paying)).isEqualTo("Task[paying, pending, is ready to go on, InspectionIT.pay (..)]");
        test.runReady();
        assertThat(paying).hasToString("Task[paying, done]");
        assertThat(paying.stack()).isEmpty();
    }

    @Test
    void a_task_without_a_name_says_when_it_is_done_which_method_it_has_run() {
        Task<Integer> paying = loop.createTask(pay(null));
        Task<Void> sleeping = loop.createTask(sleep(Duration.ZERO));
        paying.cancel();
        test.runReady();
        assertThat(paying).hasToString("Task[Task-1, cancelled, InspectionIT.pay]");
        assertThat(sleeping).hasToString("Task[Task-2, done]");
    }

    @Async
    private Coroutine<Void> looksAtItself() {
        await(sleep(ofSeconds(1)));
        seen.add(words(Asyncio.currentTask()));
        return done();
    }

    @Test
    void a_task_that_runs_says_which_coroutine_it_is_of() {
        test.run(looksAtItself());
        assertThat(seen).containsExactly("Task[Task-1, pending, is running, InspectionIT.looksAtItself (..)]");
    }

    @Test
    void the_stack_of_a_task_has_the_lines_at_which_it_is_suspended() {
        Future<Integer> price = loop.createFuture();
        Task<Void> buying = loop.createTask(buy(price));
        test.runReady();
        assertThat(buying.stack())
                .hasSize(2)
                .allMatch(line -> line.matches("InspectionIT\\.(pay|buy) \\(InspectionIT\\.java:\\d+\\)"));
    }

    // ---- all tasks

    @Async
    private Coroutine<Void> shop() {
        Future<Integer> price = EventLoop.running().createFuture();
        Task<Void> buying = createTask(buy(price), "buying");
        createTask(sleep(ofSeconds(5)), "sleeping");
        Future<?> both = gather(waits(buying), waits(buying));
        await(sleep(Duration.ZERO));
        seen.add(withoutLines(EventLoop.running().report()));
        both.cancel();
        try {
            await(both);
        } catch (CancelledError cancelled) {
            seen.add("cancelled");
        }
        return done();
    }

    @Test
    void a_report_says_who_waits_for_whom_in_the_order_of_creation() {
        test.run(shop());
        assertThat(seen.get(0)).isEqualTo("""
                        Task-1 is running
                            at InspectionIT.shop (..)
                        buying waits for a future that nobody has completed
                            at InspectionIT.pay (..)
                            at InspectionIT.buy (..)
                        sleeping waits for time to pass
                            at sleep
                        Task-4 waits for buying
                            at InspectionIT.waits (..)
                        Task-5 waits for buying
                            at InspectionIT.waits (..)""");
        assertThat(loop.report()).isEmpty();
    }

    @Test
    void another_thread_has_a_report_made_by_the_loop() {
        loop.createTask(sleep(ofSeconds(5)), "sleeping");
        loop.callSoon(() -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> elsewhere(loop::report))
                    .withMessageContaining("callSoonThreadSafe");
            seen.add(loop.report());
        });
        test.runReady();
        assertThat(seen).singleElement().asString().startsWith("sleeping waits for time to pass");
        assertThat(loop.report()).startsWith("sleeping waits for time to pass");
    }

    private static void elsewhere(java.util.function.Supplier<String> call) {
        try {
            CompletableFuture.supplyAsync(call).join();
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
    }
}
