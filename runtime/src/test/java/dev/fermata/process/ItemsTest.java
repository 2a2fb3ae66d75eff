package dev.fermata.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.internal.hub.Answer;
import java.io.EOFException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemsTest {
    private static byte[] item(int number) {
        return new byte[] {(byte) (number >> 8), (byte) number};
    }

    private static int number(Answer answer) {
        return (answer.value()[0] & 0xFF) << 8 | answer.value()[1] & 0xFF;
    }

    @Test
    void an_item_that_is_given_back_stands_where_it_stood() throws Exception {
        Items items = new Items(10);
        for (int i = 0; i < 4; i++) {
            assertThat(items.offer(item(i))).isTrue();
        }
        Answer first = items.get().join();
        Answer second = items.get().join();
        items.get().join().accept();
        second.giveBack();
        first.giveBack();

        List<Integer> left = new ArrayList<>();
        for (Answer next = items.poll(); next != null; next = items.poll()) {
            left.add(number(next));
            next.accept();
        }
        assertThat(left).containsExactly(0, 1, 3);
    }

    @Test
    void the_end_comes_when_all_that_was_handed_out_is_accepted() {
        Items items = new Items(10);
        items.put(item(1)).join();
        items.end(IllegalStateException::new, EOFException::new);
        Answer last = items.get().join();
        CompletableFuture<Answer> next = items.get();
        assertThat(next).isNotDone();

        last.giveBack();
        assertThat(number(next.join())).isEqualTo(1);
        CompletableFuture<Answer> end = items.get();
        next.join().accept();
        assertThat(end.handle((answer, failure) -> failure).join()).isInstanceOf(EOFException.class);
    }

    @Test
    void who_came_later_does_not_overtake_who_waits() throws Exception {
        Items items = new Items(1);
        items.put(item(1)).join();
        CompletableFuture<Answer> waiting = items.put(item(2));
        assertThat(items.offer(item(3))).isFalse();
        Answer first = items.get().join();
        assertThat(number(first)).isEqualTo(1);
        assertThat(waiting).isNotDone(); // it may be given back
        first.accept();
        assertThat(waiting).isDone();
        assertThat(items.offer(item(3))).isFalse();
        Answer second = items.get().join();
        assertThat(number(second)).isEqualTo(2);
        second.accept();
        assertThat(items.offer(item(3))).isTrue();
    }

    /** One thread: some put in, some get out, some give back, some change their minds. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void random_operations_lose_nothing_and_give_nothing_twice(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Items items = new Items(3);
        List<CompletableFuture<Answer>> puts = new ArrayList<>();
        List<CompletableFuture<Answer>> gets = new ArrayList<>();
        List<Integer> accepted = new ArrayList<>();
        List<Integer> cancelled = new ArrayList<>();
        int made = 0;
        for (int step = 0; step < 2_000; step++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    puts.add(items.put(item(made)));
                    made++;
                }
                case 2 -> gets.add(items.get());
                case 3 -> {
                    if (!gets.isEmpty()) {
                        settle(gets.remove(random.nextInt(gets.size())), random, accepted);
                    }
                }
                default -> {
                    int which = made == 0 ? 0 : random.nextInt(made);
                    if (made > 0 && puts.get(which).cancel(false) && !cancelled.contains(which)) {
                        cancelled.add(which);
                    }
                }
            }
            assertThat(items.size()).isLessThanOrEqualTo(3);
        }
        gets.forEach(get -> settle(get, null, accepted));
        while (items.size() > 0) {
            settle(items.get(), null, accepted);
        }
        List<Integer> all = new ArrayList<>(accepted);
        all.addAll(cancelled);
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < made; i++) {
            expected.add(i);
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static void settle(CompletableFuture<Answer> get, SplittableRandom random, List<Integer> accepted) {
        boolean takes = random == null || random.nextBoolean();
        if (get.isDone() && takes) {
            accepted.add(number(get.join()));
            get.join().accept();
        } else if (!get.cancel(false)) {
            get.join().giveBack();
        }
    }

    /** Several threads put in, several get out and change their minds at any moment. */
    @Test
    void threads_that_change_their_minds_lose_nothing_and_get_nothing_twice() throws Exception {
        int producers = 3;
        int each = 3_000;
        Items items = new Items(4);
        ConcurrentLinkedQueue<Integer> accepted = new ConcurrentLinkedQueue<>();
        AtomicInteger left = new AtomicInteger(producers * each);
        List<CompletableFuture<?>> threads = new ArrayList<>();
        for (int p = 0; p < producers; p++) {
            int first = p * each;
            threads.add(Background.run("producer", () -> {
                for (int i = 0; i < each; i++) {
                    items.put(item(first + i)).get();
                }
                return null;
            }));
        }
        for (int c = 0; c < 3; c++) {
            SplittableRandom random = new SplittableRandom(c);
            threads.add(Background.run("consumer", () -> {
                while (left.get() > 0) {
                    CompletableFuture<Answer> get = items.get();
                    if (random.nextInt(3) == 0) {
                        if (!get.cancel(false)) {
                            get.join().giveBack();
                        }
                    } else if (get.isDone() || random.nextBoolean()) {
                        take(get, left, accepted);
                    } else if (!get.cancel(false)) {
                        take(get, left, accepted);
                    }
                }
                items.close(IllegalStateException::new, IllegalStateException::new);
                return null;
            }));
        }
        for (CompletableFuture<?> thread : threads) {
            thread.get();
        }
        int[] numbers = accepted.stream().mapToInt(Integer::intValue).sorted().toArray();
        int[] expected = new int[producers * each];
        Arrays.setAll(expected, i -> i);
        assertThat(numbers).isEqualTo(expected);
    }

    private static void take(
            CompletableFuture<Answer> get, AtomicInteger left, ConcurrentLinkedQueue<Integer> accepted) {
        Answer answer = get.handle((value, failure) -> value).join();
        if (answer != null) { // else it was closed meanwhile: all is accepted
            accepted.add(number(answer));
            answer.accept();
            left.decrementAndGet();
        }
    }
}
