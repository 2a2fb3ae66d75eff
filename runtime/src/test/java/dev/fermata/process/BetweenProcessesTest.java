package dev.fermata.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.concurrent.ProcessPoolExecutor;
import dev.fermata.sync.QueueShutDownException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What processes share, and what becomes of it when one of them dies. */
class BetweenProcessesTest {
    private static final Duration LONG = Duration.ofSeconds(50);

    private static Process started(Process.Target target) throws IOException {
        Process process = new Process(target);
        process.start();
        return process;
    }

    private static void joinAll(List<Process> processes) throws InterruptedException {
        for (Process process : processes) {
            assertThat(process.join()).isZero();
        }
    }

    // ---- values and locks

    @Test
    void ten_processes_that_hold_the_lock_count_right() throws Exception {
        try (SharedLong locked = SharedLong.create(0);
                SharedInt atomic = SharedInt.create(0)) {
            List<Process> processes = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                processes.add(started(() -> {
                    for (int n = 0; n < 200; n++) {
                        try (var held = locked.lock()) {
                            locked.set(locked.get() + 1);
                        }
                        atomic.incrementAndGet();
                    }
                }));
            }
            joinAll(processes);
            assertThat(locked.get()).isEqualTo(2000);
            assertThat(atomic.get()).isEqualTo(2000);
        }
    }

    @Test
    void four_processes_that_add_to_the_same_bytes_and_numbers_lose_nothing() throws Exception {
        int each = 20_003;
        try (SharedBytes bytes = SharedBytes.create(7);
                SharedDouble sum = SharedDouble.create(0)) {
            List<Process> processes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                processes.add(started(() -> {
                    for (int n = 0; n < each; n++) {
                        bytes.addAndGet(n % 7, 1);
                        sum.addAndGet(0.5);
                    }
                }));
            }
            joinAll(processes);
            byte[] expected = new byte[7];
            for (int n = 0; n < 4 * each; n++) {
                expected[n % each % 7]++;
            }
            assertThat(bytes.toByteArray()).isEqualTo(expected);
            assertThat(sum.get()).isEqualTo(2.0 * each);
        }
    }

    @Test
    void the_lock_of_a_killed_process_is_free() throws Exception {
        try (ProcessLock lock = ProcessLock.create();
                ProcessQueue<String> said = ProcessQueue.create()) {
            Process holder = started(() -> {
                try (var held = lock.lock()) {
                    said.put("I have it");
                    Thread.currentThread().join();
                }
            });
            assertThat(said.get()).isEqualTo("I have it");
            assertThat(lock.tryLock()).isNull();
            assertThat(lock.tryLock(Duration.ofMillis(10))).isNull();
            holder.kill();
            try (var held = lock.tryLock(LONG)) {
                assertThat(held).isNotNull();
            }
            holder.join();
        }
    }

    @Test
    void two_processes_whose_threads_hold_and_want_two_locks_do_not_deadlock() throws Exception {
        try (ProcessLock a = ProcessLock.create();
                ProcessLock b = ProcessLock.create();
                ProcessQueue<String> said = ProcessQueue.create();
                ProcessQueue<String> told = ProcessQueue.create()) {
            Process other = started(() -> {
                ProcessLock.Hold holdsB = b.lock();
                said.put("b is taken");
                Thread wants = new Thread(() -> {
                    try (var held = a.lock()) {
                        said.put("a is taken");
                    } catch (InterruptedException | IOException e) {
                        throw new AssertionError(e);
                    }
                });
                wants.start();
                told.get();
                holdsB.close();
                wants.join();
            });
            assertThat(said.get()).isEqualTo("b is taken");
            ProcessLock.Hold holdsA = a.lock();
            var wantsB = Background.run("test", () -> {
                ProcessLock.Hold held = b.lock();
                held.close();
                return held;
            });
            told.put("give up b");
            wantsB.get();
            holdsA.close();
            assertThat(said.get()).isEqualTo("a is taken");
            assertThat(other.join()).isZero();
        }
    }

    // ---- queues

    @Test
    void every_item_arrives_once_whoever_gets_it() throws Exception {
        try (ProcessQueue<Integer> numbers = ProcessQueue.create(5);
                ProcessQueue<Integer> arrived = ProcessQueue.create()) {
            Process first = started(() -> copy(numbers, arrived));
            Process second = started(() -> copy(numbers, arrived));
            Process producer = started(() -> {
                for (int i = 0; i < 200; i += 2) {
                    numbers.put(i);
                }
            });
            for (int i = 1; i < 200; i += 2) {
                numbers.put(i);
            }
            producer.join();
            List<Integer> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                all.add(arrived.get());
            }
            first.terminate();
            second.terminate();
            assertThat(all)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 200).boxed().toList());
            assertThat(arrived.size()).isZero();
            first.join();
            second.join();
        }
    }

    private static void copy(ProcessQueue<Integer> from, ProcessQueue<Integer> to) throws Exception {
        while (true) {
            to.put(from.get());
        }
    }

    @Test
    void a_reader_killed_while_it_waits_takes_nothing() throws Exception {
        try (ProcessQueue<String> queue = ProcessQueue.create();
                ProcessQueue<String> said = ProcessQueue.create()) {
            Process reader = started(() -> {
                said.put(queue.get());
                queue.get();
            });
            queue.put("A");
            assertThat(said.get()).isEqualTo("A");
            reader.kill();
            reader.join();
            queue.put("B");
            assertThat(queue.get(LONG)).isEqualTo("B");
        }
    }

    @Test
    void a_killed_producer_leaves_what_it_has_put_in_and_those_who_wait_wait_on() throws Exception {
        try (ProcessQueue<String> queue = ProcessQueue.create(1);
                ProcessQueue<String> said = ProcessQueue.create()) {
            Process producer = started(() -> {
                queue.put("A");
                said.put("A is in");
                queue.put("B"); // there is no room
            });
            assertThat(said.get()).isEqualTo("A is in");
            producer.kill();
            producer.join();
            assertThat(queue.get()).isEqualTo("A");
            var waiting = Background.run("test", () -> queue.get(LONG));
            queue.put("C");
            assertThat(waiting.get()).isIn("B", "C"); // B, if the producer was so quick that it waited already
        }
    }

    @Test
    void closing_a_queue_tells_those_who_wait_in_other_processes() throws Exception {
        try (ProcessQueue<String> said = ProcessQueue.create()) {
            ProcessQueue<String> queue = ProcessQueue.create();
            Process reader = started(() -> {
                said.put("waiting");
                try {
                    queue.get();
                } catch (QueueShutDownException e) {
                    said.put(e.getMessage());
                }
            });
            assertThat(said.get()).isEqualTo("waiting");
            queue.close();
            assertThat(said.get())
                    .isIn(
                            "the queue was closed by process "
                                    + ProcessHandle.current().pid(),
                            "the queue is closed"); // if it was so late that it did not wait any more
            reader.join();
        }
    }

    @Test
    void any_process_may_close_a_queue() throws Exception {
        try (ProcessQueue<String> queue = ProcessQueue.create()) {
            Process closes = started(queue::close);
            assertThatThrownBy(queue::get)
                    .isInstanceOf(QueueShutDownException.class)
                    .hasMessage("the queue was closed by process " + closes.pid());
            closes.join();
        }
    }

    @Test
    void a_queue_of_a_child_is_of_use_as_long_as_that_lives() throws Exception {
        try (ProcessQueue<ProcessQueue<String>> queues = ProcessQueue.create()) {
            Process child = started(() -> {
                ProcessQueue<String> own = ProcessQueue.create();
                own.put("A");
                queues.put(own);
                Thread.currentThread().join();
            });
            ProcessQueue<String> theirs = queues.get();
            assertThat(theirs.get()).isEqualTo("A");
            CompletableFuture<String> waiting = Background.run("test", theirs::get);
            child.kill();
            assertThat(waiting.handle((item, failure) -> failure).get())
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(
                            "process " + child.pid() + ", where this was made, cannot be reached any more");
            assertThatThrownBy(() -> theirs.put("B")).isInstanceOf(IOException.class);
            child.join();
        }
    }

    @Test
    void the_workers_of_a_pool_share_as_well() throws Exception {
        try (ProcessQueue<String> queue = ProcessQueue.create();
                SharedLong count = SharedLong.create(0);
                Pipe<String, String> pipe = Pipe.create();
                ProcessPoolExecutor pool =
                        ProcessPoolExecutor.builder().maxWorkers(1).build()) {
            PipeEnd<String, String> end = pipe.second();
            CompletableFuture<Long> task = pool.submit(() -> {
                queue.put(end.receive());
                try (var held = count.lock()) {
                    return count.addAndGet(3);
                }
            });
            pipe.first().send("A");
            assertThat(queue.get()).isEqualTo("A");
            assertThat(task.get()).isEqualTo(3);
            assertThat(count.get()).isEqualTo(3);
        }
    }
}
