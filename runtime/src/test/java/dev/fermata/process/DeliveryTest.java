package dev.fermata.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.sync.QueueEmptyException;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a process that dies takes with it from a {@link ProcessQueue}, and what it leaves. */
class DeliveryTest {
    private static final Duration LONG = Duration.ofSeconds(50);

    /** All that the reader has to say is held up by a long item, and it dies in the moment in which it has got its own. */
    @Test
    void what_get_has_returned_comes_to_nobody_else_even_if_the_process_dies_in_the_same_moment() throws Exception {
        try (ProcessQueue<String> queue = ProcessQueue.create();
                ProcessQueue<byte[]> busy = ProcessQueue.create();
                SharedInt waiting = SharedInt.create(0);
                SharedInt got = SharedInt.create(0);
                Pipe<String, String> life = Pipe.create()) {
            PipeEnd<String, String> end = life.second();
            Process reader = new Process(() -> {
                end.send("I am here");
                Thread gets = inThread(() -> {
                    got.set(queue.get().length());
                    Runtime.getRuntime().halt(9);
                });
                awaitWaiting(gets);
                byte[] item = new byte[20_000_000];
                awaitWaiting(inThread(() -> busy.put(item)));
                waiting.set(1);
                gets.join();
            });
            reader.start();
            assertThat(life.first().receive()).isEqualTo("I am here");
            while (waiting.get() == 0) {
                Thread.onSpinWait();
            }
            queue.put("A");
            assertThatThrownBy(() -> life.first().receive(LONG)).isInstanceOf(EOFException.class);
            assertThat(got.get()).isOne();
            assertThatThrownBy(queue::getNoWait).isInstanceOf(QueueEmptyException.class);
            assertThat(reader.join()).isEqualTo(9);
        }
    }

    /** Of three consumers two are killed while they work, and of two producers one. */
    @Test
    void of_what_was_put_in_nothing_comes_twice_and_a_killed_process_takes_one_item_at_most() throws Exception {
        int most = 20_000;
        try (ProcessQueue<Integer> queue = ProcessQueue.create(10);
                SharedInt put = SharedInt.create(0);
                SharedInt got = SharedInt.create(0);
                SharedBytes arrived = SharedBytes.create(2 * most)) {
            List<Process> consumers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                consumers.add(started(() -> consume(queue, arrived, got)));
            }
            Process survivor = started(() -> produce(queue, most, most + 2_000, SharedInt.create(0)));
            Process victim = started(() -> produce(queue, 0, most, put));
            for (int i = 0; i < 2; i++) {
                awaitAtLeast(got, 500 * (i + 1));
                consumers.get(i).kill();
            }
            awaitAtLeast(put, 500);
            victim.kill();
            assertThat(victim.join()).isEqualTo(137);
            assertThat(survivor.join()).isZero();
            assertThat(consumers.get(0).join()).isEqualTo(137);
            assertThat(consumers.get(1).join()).isEqualTo(137);
            queue.put(null);
            assertThat(consumers.get(2).join()).isZero();

            byte[] times = arrived.toByteArray();
            assertThat(times).containsOnly(0, 1);
            int confirmed = put.get();
            assertThat(sum(times, 0, confirmed) + sum(times, most, most + 2_000))
                    .isBetween(confirmed + 2_000 - 2, confirmed + 2_000);
            assertThat(sum(times, confirmed + 1, most)).isZero(); // what it was at may have got in
        }
    }

    private static void produce(ProcessQueue<Integer> queue, int first, int end, SharedInt put) throws Exception {
        for (int i = first; i < end; i++) {
            queue.put(i);
            put.incrementAndGet();
        }
    }

    private static void consume(ProcessQueue<Integer> queue, SharedBytes arrived, SharedInt got) throws Exception {
        for (Integer item = queue.get(); item != null; item = queue.get()) {
            arrived.addAndGet(item, 1);
            got.incrementAndGet();
        }
    }

    private static Process started(Process.Target target) throws IOException {
        Process process = new Process(target);
        process.start();
        return process;
    }

    private static void awaitAtLeast(SharedInt value, int least) {
        while (value.get() < least) {
            Thread.onSpinWait();
        }
    }

    private static int sum(byte[] of, int first, int end) {
        return IntStream.range(first, end).map(i -> of[i]).sum();
    }

    private interface Action {
        void run() throws Exception;
    }

    private static Thread inThread(Action action) {
        Thread thread = new Thread(() -> {
            try {
                action.run();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        thread.start();
        return thread;
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }
}
