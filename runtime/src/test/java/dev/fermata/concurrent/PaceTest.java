package dev.fermata.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = new Pace();

    private void record(int times, long nanos) {
        for (int i = 0; i < times; i++) {
            pace.record(nanos);
        }
    }

    @Test
    void tasks_go_one_by_one_until_they_have_been_short_for_a_while() {
        assertThat(pace.depth()).isEqualTo(1);
        record(1, 10_000);
        assertThat(pace.depth()).isEqualTo(1);
        record(50, 10_000);
        assertThat(pace.depth()).isGreaterThan(10);
    }

    @Test
    void about_a_millisecond_of_work_is_sent_ahead_and_never_more_than_64_tasks() {
        record(500, 95_000);
        assertThat(pace.depth()).isEqualTo(10);
        record(500, 1);
        assertThat(pace.depth()).isEqualTo(64);
    }

    @Test
    void one_long_task_ends_it() {
        record(500, 10_000);
        record(1, 1_000_000_000);
        assertThat(pace.depth()).isEqualTo(1);
    }
}
