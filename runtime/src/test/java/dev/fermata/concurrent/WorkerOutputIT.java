package dev.fermata.concurrent;

import static dev.fermata.concurrent.Workers.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WorkerOutputIT {
    private static ProcessPoolExecutor pool;

    @BeforeAll
    static void open() {
        pool = new ProcessPoolExecutor(2);
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @Test
    void what_a_task_prints_is_there_before_its_value() throws Exception {
        try (Printed printed = new Printed()) {
            for (int i = 0; i < 50; i++) {
                int number = i;
                assertThat(value(pool.submit(() -> {
                            System.out.println("line " + number);
                            return number;
                        })))
                        .isEqualTo(i);
                assertThat(printed.all()).containsExactly("line " + i);
            }
        }
    }

    @Test
    void a_line_appears_while_the_task_is_running() throws Exception {
        try (Printed printed = new Printed()) {
            Future<Integer> endless = pool.submit(() -> Workers.endless());
            assertThat(printed.next()).matches("[0-9]+");
            assertThat(endless.isDone()).isFalse();
            endless.cancel(true);
        }
    }

    @Test
    void lines_of_several_workers_stay_whole() throws Exception {
        try (Printed printed = new Printed()) {
            pool.map(
                            letter -> {
                                for (int i = 0; i < 100; i++) {
                                    for (int part = 0; part < 10; part++) {
                                        System.out.print(letter);
                                    }
                                    System.out.println();
                                }
                                return null;
                            },
                            List.of("a", "b"))
                    .toList();
            assertThat(printed.all().stream().collect(Collectors.groupingBy(line -> line, Collectors.counting())))
                    .containsOnly(java.util.Map.entry("a".repeat(10), 100L), java.util.Map.entry("b".repeat(10), 100L));
        }
    }

    @Test
    void part_of_a_line_appears_when_it_is_flushed_or_the_task_ends() throws Exception {
        try (Printed printed = new Printed()) {
            pool.apply(() -> {
                System.out.print("no end");
                return null;
            });
            assertThat(printed.rest()).isEqualTo("no end");
        }
    }

    @Test
    void letters_of_all_alphabets_and_long_lines_arrive_as_they_are() throws Exception {
        String line = "Grüße, 世界, 🎵 ".repeat(20_000);
        try (Printed printed = new Printed()) {
            pool.apply(() -> {
                System.out.println(line);
                return null;
            });
            assertThat(printed.all()).containsExactly(line);
        }
    }

    @Test
    void a_task_that_closes_the_output_does_not_take_it_from_the_next_one() throws Exception {
        try (Printed printed = new Printed()) {
            for (int i = 0; i < 6; i++) {
                pool.apply(() -> {
                    System.out.println("still there");
                    System.out.close();
                    return null;
                });
            }
            assertThat(printed.all()).hasSize(6).containsOnly("still there");
        }
    }

    @Test
    void what_programs_write_that_a_task_starts_is_forwarded_too() throws Exception {
        try (Printed printed = new Printed()) {
            pool.apply(() ->
                    new ProcessBuilder("echo", "from echo").inheritIO().start().waitFor());
            assertThat(printed.next()).isEqualTo("from echo");
        }
    }
}
