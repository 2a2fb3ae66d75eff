package dev.fermata.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InboxTest {
    private final Inbox<Integer> inbox = new Inbox<>();
    private final List<Integer> taken = new ArrayList<>();

    @Test
    void items_come_in_the_order_of_offering() {
        for (int i = 0; i < 5; i++) {
            inbox.offer(i);
        }
        inbox.drain(taken::add);
        assertThat(taken).containsExactly(0, 1, 2, 3, 4);
        assertThat(inbox.isEmpty()).isTrue();
    }

    @Test
    void closed_it_gives_what_is_left_and_refuses_what_comes() {
        inbox.offer(1);
        inbox.close(taken::add);
        assertThat(taken).containsExactly(1);
        assertThat(inbox.offer(2)).isFalse();
        assertThat(inbox.isEmpty()).isTrue();
        inbox.drain(taken::add);
        inbox.close(taken::add);
        assertThat(taken).containsExactly(1);
    }

    @Test
    void no_item_is_lost_and_no_wake_up_missed() throws InterruptedException {
        int each = 20_000;
        int threads = 4;
        List<Thread> offering = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int first = t * each;
            offering.add(new Thread(() -> IntStream.range(first, first + each).forEach(inbox::offer)));
        }
        offering.forEach(Thread::start);
        while (taken.size() < threads * each) {
            // A missed wake-up would end the sleep without an item.
            inbox.await(TimeUnit.SECONDS.toNanos(60));
            inbox.drain(taken::add);
        }
        for (Thread thread : offering) {
            thread.join();
        }
        for (int t = 0; t < threads; t++) {
            int first = t * each;
            assertThat(taken.stream().filter(i -> i / each == first / each))
                    .isSorted()
                    .hasSize(each);
        }
    }

    @Test
    void an_interrupt_ends_the_sleep_and_is_kept() {
        Thread.currentThread().interrupt();
        inbox.await(TimeUnit.SECONDS.toNanos(60));
        assertThat(Thread.interrupted()).isTrue();
    }
}
