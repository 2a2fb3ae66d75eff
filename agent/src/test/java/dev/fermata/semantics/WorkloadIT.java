package dev.fermata.semantics;

import dev.fermata.testing.TestLoop;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Random workloads on a virtual clock, with what is ready in a random order: nothing is lost, and nobody waits for ever. */
class WorkloadIT {
    private static void run(long seed, int tasks) {
        Workload workload = new Workload(seed);
        try (TestLoop test = TestLoop.withOrder(seed)) {
            test.run(workload.run(tasks));
            test.assertNoTasksLeft();
            workload.assertNothingIsLost();
        } catch (Throwable failure) {
            throw new AssertionError("workload of " + tasks + " tasks with -Dfermata.workload.seed=" + seed, failure);
        }
    }

    @Test
    void a_few_tasks_in_many_orders() {
        for (int seed = 0; seed < 300; seed++) {
            run(seed, 2 + seed % 20);
        }
    }

    @Test
    void many_tasks() {
        for (int seed = 0; seed < 15; seed++) {
            run(seed, 200 + 60 * seed % 801);
        }
    }

    /** {@code -Dfermata.workload.seed=N} chooses the seed. */
    @Test
    void a_thousand_tasks_with_a_new_seed() {
        run(Long.getLong("fermata.workload.seed", ThreadLocalRandom.current().nextLong(1_000_000_000)), 1_000);
    }
}
