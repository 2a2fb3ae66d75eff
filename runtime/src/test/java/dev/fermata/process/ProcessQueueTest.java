package dev.fermata.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.Asyncio;
import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Task;
import dev.fermata.TimerHandle;
import dev.fermata.sync.QueueEmptyException;
import dev.fermata.sync.QueueFullException;
import dev.fermata.sync.QueueShutDownException;
import dev.fermata.testing.TestLoop;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In the process that has made it. */
class ProcessQueueTest {
    private static final Duration SOON = Duration.ofMillis(10);

    private final ProcessQueue<String> queue = ProcessQueue.create(2);

    @AfterEach
    void close() {
        queue.close();
    }

    @Test
    void items_come_out_as_they_went_in() throws Exception {
        queue.put("A");
        queue.put(null);
        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.get()).isEqualTo("A");
        assertThat(queue.get()).isNull();
        assertThat(queue.size()).isZero();
    }

    @Test
    void what_comes_out_is_a_copy() throws Exception {
        try (ProcessQueue<List<String>> lists = ProcessQueue.create()) {
            List<String> list = new ArrayList<>(List.of("A"));
            lists.put(list);
            list.add("B");
            assertThat(lists.get()).containsExactly("A");
        }
    }

    @Test
    void without_waiting_it_says_that_it_is_full_or_empty() throws Exception {
        assertThatThrownBy(queue::getNoWait).isInstanceOf(QueueEmptyException.class);
        queue.putNoWait("A");
        queue.putNoWait("B");
        assertThatThrownBy(() -> queue.putNoWait("C"))
                .isInstanceOf(QueueFullException.class)
                .hasMessage("the queue is full: it has 2 items");
        assertThat(queue.getNoWait()).isEqualTo("A");
    }

    @Test
    void putting_waits_for_room() throws Exception {
        queue.put("A");
        queue.put("B");
        assertThatThrownBy(() -> queue.put("lost", SOON))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("not done within 10 ms");
        CompletableFuture<Void> waiting = inOtherThread(() -> queue.put("C"));
        assertThat(waiting).isNotDone();
        assertThat(queue.get()).isEqualTo("A");
        waiting.get();
        assertThat(queue.get()).isEqualTo("B");
        assertThat(queue.get(SOON)).isEqualTo("C");
    }

    @Test
    void getting_waits_for_an_item() throws Exception {
        assertThatThrownBy(() -> queue.get(SOON))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("not done within 10 ms");
        CompletableFuture<String> got = new CompletableFuture<>();
        CompletableFuture<Void> waiting = inOtherThread(() -> got.complete(queue.get()));
        queue.put("A");
        waiting.get();
        assertThat(got.get()).isEqualTo("A");
    }

    @Test
    void an_interrupted_reader_takes_nothing() throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try {
                thrown.complete(new AssertionError(queue.get()));
            } catch (Exception e) {
                thrown.complete(e);
            }
        });
        reader.start();
        reader.interrupt();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        queue.put("A");
        assertThat(queue.get(SOON)).isEqualTo("A");
    }

    @Test
    void coroutines_await_it() {
        try (EventLoop loop = EventLoop.create()) {
            loop.runUntilComplete(queue.putAsync("A"));
            Task<String> first = loop.createTask(queue.getAsync());
            Task<String> second = loop.createTask(queue.getAsync());
            assertThat(loop.runUntilComplete(first)).isEqualTo("A");
            loop.runUntilComplete(queue.putAsync("B"));
            assertThat(loop.runUntilComplete(second)).isEqualTo("B");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void an_item_that_arrives_together_with_a_cancellation_stays_the_first() throws Exception {
        try (EventLoop loop = EventLoop.create()) {
            Task<String> reader = loop.createTask(queue.getAsync());
            loop.callSoon(() -> loop.callSoon(loop::stop));
            loop.runForever();
            queue.put("A");
            queue.put("B");
            reader.cancel();
            assertThatThrownBy(() -> loop.runUntilComplete(reader)).isInstanceOf(CancelledError.class);
        }
        assertThat(queue.get()).isEqualTo("A");
        assertThat(queue.get()).isEqualTo("B");
    }

    @Test
    void a_program_that_ends_while_somebody_waits_does_not_hang() throws Exception {
        try (EventLoop loop = EventLoop.create()) {
            Task<String> unused = loop.createTask(queue.getAsync());
            loop.callSoon(() -> loop.callSoon(loop::stop));
            loop.runForever();
        }
        queue.put("A");
        assertThat(queue.get(Duration.ofSeconds(30))).isEqualTo("A");
    }

    @Test
    void a_reader_waits_in_the_report_of_its_loop() throws Exception {
        try (TestLoop test = TestLoop.create()) {
            Task<String> reader = test.loop().createTask(queue.getAsync(), "reader", null);
            test.loop().callSoon(() -> test.loop().callSoon(test.loop()::stop));
            test.loop().runForever();
            assertThat(test.report()).contains("reader waits for " + queue);
            reader.cancel();
            test.runReady();
        }
    }

    @Test
    void a_virtual_clock_stands_still_until_an_item_comes() {
        try (TestLoop test = TestLoop.create()) {
            TimerHandle tomorrow = test.loop().callLater(Duration.ofDays(1), () -> queue.close());
            Task<String> reader = test.loop().createTask(reading());
            test.loop().callSoon(() -> test.loop().callSoon(() -> inOtherThread(() -> queue.put("A"))));
            assertThat(test.runUntilComplete(reader)).isEqualTo("A");
            assertThat(test.time()).isZero();
            tomorrow.cancel();
        }
    }

    private Coroutine<String> reading() {
        try {
            return queue.getAsync();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void closing_it_lets_all_fail_who_wait_and_who_come() throws Exception {
        CompletableFuture<Void> reader = inOtherThread(queue::get);
        ProcessQueue<String> handle = Serialised.copy(queue);
        handle.close();
        queue.close();

        assertThat(reader.handle((value, failure) -> failure).get())
                .isInstanceOf(QueueShutDownException.class)
                .hasMessage("the queue was closed by process "
                        + ProcessHandle.current().pid());
        assertThatThrownBy(() -> queue.put("A")).isInstanceOf(QueueShutDownException.class);
        assertThatThrownBy(() -> queue.getNoWait()).isInstanceOf(QueueShutDownException.class);
        assertThatThrownBy(() -> queue.putNoWait("A")).isInstanceOf(QueueShutDownException.class);
        assertThatThrownBy(() -> Asyncio.run(queue.getAsync())).isInstanceOf(QueueShutDownException.class);
    }

    @Test
    void what_cannot_be_serialised_is_named() {
        try (ProcessQueue<Object> things = ProcessQueue.create()) {
            assertThatThrownBy(() -> things.put(List.of("A", new Thread("B"))))
                    .isInstanceOf(NotSerializableException.class)
                    .hasMessageStartingWith("The item cannot be serialised")
                    .hasMessageContaining("element 1, of class java.lang.Thread, is not java.io.Serializable.");
        }
    }

    /** Cannot be deserialised. */
    private static final class Refusal implements Serializable {
        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream in) {
            throw new IllegalArgumentException("I do not like it here");
        }
    }

    @Test
    void an_item_that_cannot_be_deserialised_is_an_error_for_who_gets_it_and_the_queue_goes_on() throws Exception {
        try (ProcessQueue<Object> things = ProcessQueue.create(1)) {
            things.put(new Refusal());
            assertThatThrownBy(things::get).hasMessage("I do not like it here");
            things.put("B");
            assertThat(things.get()).isEqualTo("B");
        }
    }

    @Test
    void classes_that_do_harm_as_they_are_read_are_refused() throws Exception {
        try (ProcessQueue<Object> things = ProcessQueue.create()) {
            things.put(new ObjectName("type:name=A"));
            assertThatThrownBy(things::get)
                    .isInstanceOf(InvalidClassException.class)
                    .hasMessageStartingWith("javax.management.ObjectName")
                    .hasMessageContaining("does not let this class in");
        }
    }

    @Test
    void blocking_the_thread_of_a_loop_is_an_error() {
        try (EventLoop loop = EventLoop.create()) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            loop.callSoon(() -> {
                try {
                    thrown.complete(new AssertionError(queue.get()));
                } catch (Exception e) {
                    thrown.complete(e);
                }
                loop.stop();
            });
            loop.runForever();
            assertThat(thrown.join()).hasMessageContaining("Call await(getAsync()) in a coroutine instead");
        }
    }

    private interface Action {
        void run() throws Exception;
    }

    private static CompletableFuture<Void> inOtherThread(Action action) {
        return Background.run("test", () -> {
            action.run();
            return null;
        });
    }
}
