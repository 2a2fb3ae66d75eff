package dev.fermata.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReadyQueueTest {
    @Test
    void first_come_first_served_however_it_grows_and_wraps_around() {
        SplittableRandom random = new SplittableRandom(1);
        ReadyQueue queue = new ReadyQueue();
        Queue<Object> model = new ArrayDeque<>();
        for (int i = 0; i < 100_000; i++) {
            if (model.isEmpty() || random.nextInt(1000) < 502) {
                queue.add(i);
                model.add(i);
            } else {
                assertThat(queue.remove()).isEqualTo(model.remove());
            }
            assertThat(queue.size()).isEqualTo(model.size());
        }
        assertThat(queue.toArray()).containsExactly(model.toArray());
    }

    @Test
    void a_shuffle_keeps_what_is_there_and_depends_on_the_seed_alone() {
        Object[] first = shuffled(7);
        assertThat(first).isNotEqualTo(numbers()).containsExactlyInAnyOrder(numbers());
        assertThat(shuffled(7)).isEqualTo(first);
        assertThat(shuffled(8)).isNotEqualTo(first);
    }

    private static Object[] shuffled(long seed) {
        ReadyQueue queue = new ReadyQueue();
        queue.add("gone");
        Arrays.stream(numbers()).forEach(queue::add);
        queue.remove();
        queue.shuffle(new SplittableRandom(seed));
        return queue.toArray();
    }

    private static Object[] numbers() {
        Integer[] numbers = new Integer[80];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }

    @Test
    void closed_it_is_empty_and_stays_so() {
        ReadyQueue queue = new ReadyQueue();
        queue.add("a");
        queue.close();
        assertThat(queue.size()).isZero();
        queue.add("b");
        assertThat(queue.size()).isZero();
        assertThat(queue.toArray()).isEmpty();
    }
}
