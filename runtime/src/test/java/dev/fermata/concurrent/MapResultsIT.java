package dev.fermata.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapResultsIT {
    private static ProcessPoolExecutor pool;

    @BeforeAll
    static void open() {
        pool = new ProcessPoolExecutor(2);
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    private static int evenOnly(int number) throws IOException {
        if (number % 2 == 1) {
            throw new IOException(number + " is odd");
        }
        return number * 10;
    }

    @Test
    void values_come_in_the_order_of_the_items() {
        assertThat(pool.map(x -> x * x, List.of(1, 3, 5, 22, 7)).toList()).containsExactly(1, 9, 25, 484, 49);
        assertThat(pool.map(x -> x, List.of()).toList()).isEmpty();
    }

    @Test
    void chunks_do_not_change_the_values() {
        List<Integer> items = IntStream.range(0, 100).boxed().toList();
        for (int chunkSize : new int[] {1, 7, 100, 1000}) {
            assertThat(pool.map(x -> x, items, chunkSize).toList()).isEqualTo(items);
            assertThat(pool.mapAsCompleted(x -> x, items, chunkSize).toList())
                    .containsExactlyInAnyOrderElementsOf(items);
        }
        assertThatThrownBy(() -> pool.map(x -> x, items, 0)).hasMessage("chunkSize is 0, and must be 1 or more.");
    }

    @Test
    void as_completed_a_quick_value_does_not_wait_for_a_slow_one(@TempDir Path directory) {
        String meeting = directory.toString();
        // The first item waits for the others, of which the last is only called when its result can be taken.
        MapResults<Integer> results = pool.mapAsCompleted(
                x -> {
                    if (x == 1) {
                        Workers.meet(meeting, 4);
                    } else {
                        Workers.meet(meeting, 0);
                    }
                    return x;
                },
                List.of(1, 2, 3, 4));
        List<Integer> values = results.toList();
        assertThat(values).containsExactlyInAnyOrder(1, 2, 3, 4);
        assertThat(values.subList(0, 2)).doesNotContain(1);
    }

    @Test
    void next_throws_what_the_function_threw_and_then_goes_on() throws Exception {
        Iterator<Integer> results = pool.map(x -> evenOnly(x), List.of(2, 3, 4)).iterator();
        assertThat(results.next()).isEqualTo(20);
        assertThatThrownBy(results::next).isExactlyInstanceOf(IOException.class).hasMessage("3 is odd");
        assertThat(results.next()).isEqualTo(40);
        assertThat(results.hasNext()).isFalse();
        assertThatThrownBy(results::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void in_a_chunk_an_item_that_fails_does_not_take_the_others_along() {
        Iterator<Integer> results =
                pool.map(x -> evenOnly(x), List.of(2, 3, 4), 3).iterator();
        assertThat(results.next()).isEqualTo(20);
        assertThatThrownBy(results::next)
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("3 is odd")
                .hasCauseInstanceOf(RemoteFailure.class);
        assertThat(results.next()).isEqualTo(40);
    }

    @Test
    void failures_that_nobody_has_seen_are_thrown_when_the_results_are_closed() {
        MapResults<Integer> results = pool.map(x -> evenOnly(x), List.of(1, 2, 3));
        assertThatThrownBy(results::close)
                .hasMessage("1 is odd")
                .satisfies(thrown -> assertThat(thrown.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("3 is odd"));
        results.close();
    }

    @Test
    void failures_that_nobody_has_seen_are_thrown_when_the_pool_is_closed() {
        ProcessPoolExecutor one = new ProcessPoolExecutor(1);
        Iterator<Integer> results = one.map(x -> evenOnly(x), List.of(1, 2, 3)).iterator();
        assertThatThrownBy(results::next).hasMessage("1 is odd");
        assertThatThrownBy(one::close)
                .hasMessage("3 is odd")
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).isEmpty());
    }

    @Test
    void a_killed_worker_fails_the_items_that_it_had() {
        Iterator<String> results = pool.map(
                        x -> {
                            if (x == 2) {
                                Runtime.getRuntime().halt(1);
                            }
                            return "value " + x;
                        },
                        List.of(1, 2, 3))
                .iterator();
        assertThat(results.next()).isEqualTo("value 1");
        assertThatThrownBy(results::next).isInstanceOf(BrokenProcessPoolException.class);
        assertThat(results.next()).isEqualTo("value 3");
    }

    @Test
    void cancelled_results_are_no_failures() throws Exception {
        try (Printed printed = new Printed();
                ProcessPoolExecutor one = new ProcessPoolExecutor(1)) {
            MapResults<Integer> results = one.map(x -> Workers.endless(), List.of(1, 2, 3));
            printed.next();
            results.cancel();
            results.close();
        }
    }
}
