package dev.fermata.testing;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.Asyncio;
import dev.fermata.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TestLoopTest {
    private final TestLoop test = TestLoop.create();
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        test.close();
    }

    private void at(int seconds, String what) {
        test.loop()
                .callLater(
                        ofSeconds(seconds),
                        () -> log.add(what + " at " + test.time().toSeconds()));
    }

    // ---- the clock

    @Test
    void the_clock_jumps_to_the_next_deadline_when_nothing_is_ready() {
        long begin = System.nanoTime();
        test.runUntilComplete(Asyncio.sleep(ofSeconds(100_000)));
        assertThat(test.time()).isEqualTo(ofSeconds(100_000));
        assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(10));
    }

    @Test
    void timers_that_are_due_together_run_in_the_order_of_scheduling() {
        at(2, "c");
        at(1, "a");
        at(1, "b");
        test.runUntilIdle();
        assertThat(log).containsExactly("a at 1", "b at 1", "c at 2");
    }

    @Test
    void it_can_be_advanced() {
        at(1, "a");
        at(2, "b");
        at(3, "c");
        test.advance(ofSeconds(2));
        assertThat(log).containsExactly("a at 1", "b at 2");
        assertThat(test.time()).isEqualTo(ofSeconds(2));
    }

    @Test
    void it_does_not_go_back() {
        assertThatThrownBy(() -> test.advance(ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot advance by PT-1S: time does not go back");
    }

    @Test
    void running_what_is_ready_lets_no_time_pass() {
        at(1, "later");
        test.loop().callSoon(() -> test.loop().callSoon(() -> log.add("soon")));
        test.runReady();
        assertThat(log).containsExactly("soon");
        assertThat(test.time()).isEqualTo(ZERO);
    }

    @Test
    void it_does_not_jump_while_a_call_runs_on_another_thread() {
        at(1, "timer");
        Future<String> call = test.loop().runInExecutor(null, () -> {
            TimeUnit.MILLISECONDS.sleep(50);
            return "called";
        });
        call.addDoneCallback(
                done -> log.add(done.result() + " at " + test.time().toSeconds()));
        test.runUntilIdle();
        assertThat(log).containsExactly("called at 0", "timer at 1");
    }

    @Test
    void the_idle_hook_is_called_once_when_nothing_is_ready() {
        at(1, "timer");
        test.loop().callSoon(() -> log.add("ready"));
        test.onIdle(() -> log.add("idle"));
        test.runUntilIdle();
        assertThat(log).containsExactly("ready", "idle", "timer at 1");
    }

    // ---- programs that do not end

    @Test
    void a_program_that_can_never_go_on_says_who_waits_for_whom() {
        Future<String> never = test.loop().createFuture();
        Future<String> shield = test.loop().createTask(Asyncio.toThread(() -> "x"));
        assertThatThrownBy(() -> test.runUntilComplete(never))
                .isInstanceOf(StalledException.class)
                .hasMessageContaining("can never go on")
                .hasMessageContaining("There are no tasks.");
        assertThat(shield.isDone()).isTrue();
    }

    @Test
    void a_thread_that_the_loop_knows_nothing_of_may_come_late() {
        Future<String> future = test.loop().createFuture();
        Thread stranger = new Thread(() -> future.setResult("from a thread"));
        test.onIdle(stranger::start);
        assertThat(test.runUntilComplete(future)).isEqualTo("from a thread");
    }

    @Test
    void tasks_that_are_left_are_named() {
        test.loop().createTask(Asyncio.sleep(ofSeconds(1)), "sleeper", null);
        test.runReady();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(test::assertNoTasksLeft)
                .withMessageContaining("sleeper waits for time to pass");
        test.runUntilIdle();
        test.assertNoTasksLeft();
    }

    // ---- order

    @Test
    void a_seed_gives_an_order_of_what_is_ready() {
        assertThat(order(1)).isEqualTo(order(1)).containsExactlyInAnyOrderElementsOf(order(2));
        assertThat(order(1)).isNotEqualTo(order(2));
    }

    private static List<Integer> order(long seed) {
        List<Integer> order = new ArrayList<>();
        try (TestLoop shuffled = TestLoop.withOrder(seed)) {
            for (int i = 0; i < 20; i++) {
                int number = i;
                shuffled.loop().callSoon(() -> order.add(number));
            }
            shuffled.runReady();
        }
        return order;
    }
}
