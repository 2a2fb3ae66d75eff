package dev.fermata.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimerQueueTest {
    private static final class Timer {
        final int number;
        final long deadline;
        boolean cancelled;

        Timer(int number, long deadline) {
            this.number = number;
            this.deadline = deadline;
        }

        boolean isCancelled() {
            return cancelled;
        }

        @Override
        public String toString() {
            return number + "@" + deadline;
        }
    }

    private final TimerQueue<Timer> queue = new TimerQueue<>() {
        @Override
        protected boolean isCancelled(Timer timer) {
            return timer.isCancelled();
        }
    };
    private final List<Timer> added = new ArrayList<>();

    private Timer add(long deadline) {
        Timer timer = new Timer(added.size(), deadline);
        added.add(timer);
        queue.add(timer, deadline);
        return timer;
    }

    private void cancel(Timer timer) {
        timer.cancelled = true;
        queue.cancelled();
    }

    private List<Timer> due(long now) {
        List<Timer> due = new ArrayList<>();
        for (Timer timer = queue.pollDue(now); timer != null; timer = queue.pollDue(now)) {
            due.add(timer);
        }
        return due;
    }

    @Test
    void what_is_due_comes_by_deadline_and_then_by_the_order_of_adding() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            add(random.nextInt(50));
        }
        List<Timer> expected = new ArrayList<>(added);
        expected.sort(Comparator.comparingLong(timer -> timer.deadline)); // which is stable
        List<Timer> early = due(24);
        assertThat(early).allMatch(timer -> timer.deadline <= 24);
        early.addAll(due(50));
        assertThat(early).containsExactlyElementsOf(expected);
    }

    @Test
    void what_is_not_due_stays() {
        add(10);
        assertThat(due(9)).isEmpty();
        assertThat(queue.nextDeadline()).isEqualTo(10);
        assertThat(due(10)).hasSize(1);
        assertThat(queue.nextDeadline()).isEqualTo(TimerQueue.NEVER);
    }

    @Test
    void what_is_cancelled_at_the_head_is_pruned() {
        Timer first = add(1);
        Timer second = add(2);
        add(3);
        Timer last = add(4);
        cancel(first);
        cancel(second);
        cancel(last);
        queue.prune();
        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.nextDeadline()).isEqualTo(3);
    }

    @Test
    void cancelled_timers_never_pile_up() {
        add(0);
        for (int i = 0; i < 100_000; i++) {
            cancel(add(1000 + i));
            queue.prune();
            assertThat(queue.size()).isLessThan(110);
        }
    }

    @Test
    void pruning_many_keeps_the_order() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 2000; i++) {
            add(random.nextInt(100));
        }
        List<Timer> expected = new ArrayList<>();
        for (Timer timer : added) {
            if (random.nextInt(10) < 8) {
                cancel(timer);
            } else {
                expected.add(timer);
            }
        }
        queue.prune();
        assertThat(queue.size()).isEqualTo(expected.size());
        expected.sort(Comparator.comparingLong(timer -> timer.deadline));
        assertThat(due(100)).containsExactlyElementsOf(expected);
    }
}
