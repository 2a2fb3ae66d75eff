package dev.fermata.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A lock in several processes with several threads each, of which some give up waiting and some are killed. */
class ProcessLockStressTest {
    @Test
    void no_two_have_it_at_a_time_and_those_who_are_left_get_on() throws Exception {
        try (ProcessLock lock = ProcessLock.create();
                SharedLong holder = SharedLong.create(0);
                SharedInt turns = SharedInt.create(0);
                SharedInt faults = SharedInt.create(0)) {
            List<Process> processes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                boolean isEndless = i < 2;
                Process process = new Process(() -> work(isEndless, lock, holder, turns, faults));
                process.start();
                processes.add(process);
            }
            for (int i = 0; i < 2; i++) {
                int least = turns.get() + 100;
                while (turns.get() < least) {
                    Thread.onSpinWait();
                }
                processes.get(i).kill();
            }
            assertThat(processes.get(2).join()).isZero();
            assertThat(processes.get(3).join()).isZero();
            assertThat(faults.get()).isZero();
            processes.get(0).join();
            processes.get(1).join();
            try (var held = lock.lock()) {
                assertThat(lock.isHeldByCurrentThread()).isTrue();
            }
        }
    }

    private static void work(boolean isEndless, ProcessLock lock, SharedLong holder, SharedInt turns, SharedInt faults)
            throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            long own = ProcessHandle.current().pid() * 10 + i;
            threads.add(new Thread(() -> {
                SplittableRandom random = new SplittableRandom(own);
                for (int n = 0; n < 300 || isEndless; n++) {
                    turn(lock, random, own, holder, turns, faults);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void turn(
            ProcessLock lock, SplittableRandom random, long own, SharedLong holder, SharedInt turns, SharedInt faults) {
        try (var held =
                random.nextInt(3) == 0 ? lock.tryLock(Duration.ofNanos(random.nextInt(300_000))) : lock.lock()) {
            if (held != null) {
                holder.set(own);
                Thread.yield();
                turns.incrementAndGet();
                if (holder.get() != own) {
                    faults.incrementAndGet();
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
