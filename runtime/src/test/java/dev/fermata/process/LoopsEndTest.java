package dev.fermata.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Task;
import dev.fermata.internal.LibraryCoroutine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A program ends while its tasks wait for other processes, in every way there is. */
@DisabledOnOs(OS.WINDOWS)
class LoopsEndTest {
    /** Makes tasks of coroutines, and ends when each of them has begun to wait. */
    private static final class Main extends LibraryCoroutine<Void> {
        private static final int BEGUN = 1;

        private final List<Coroutine<?>> coroutines;
        private final List<Task<?>> tasks;
        private int turns;

        Main(List<Coroutine<?>> coroutines, List<Task<?>> tasks) {
            this.coroutines = coroutines;
            this.tasks = tasks;
        }

        @Override
        protected @Nullable Object resume(int at, @Nullable Object value, @Nullable Throwable exception) {
            if (at == START) {
                coroutines.forEach(coroutine -> tasks.add(EventLoop.running().createTask(coroutine)));
            }
            return turns++ < 3 ? await(BEGUN, Asyncio.sleep(Duration.ZERO)) : end(null);
        }

        @Override
        protected String name() {
            return "main";
        }
    }

    @Test
    void all_that_waits_is_cancelled_and_nothing_is_lost() throws Exception {
        Process process = new Process(() -> Thread.currentThread().join());
        process.start();
        ProcessLock.Hold held;
        try (ProcessQueue<String> empty = ProcessQueue.create();
                ProcessQueue<String> full = ProcessQueue.create(1);
                Pipe<String, String> pipe = Pipe.create();
                ProcessLock lock = ProcessLock.create();
                Subprocess program = Asyncio.run(Subprocess.createSubprocess("sleep", "1000"));
                Subprocess silent = Asyncio.run(Subprocess.createSubprocess("sleep", "1000"))) {
            full.put("A");
            held = lock.lock();
            List<Task<?>> tasks = new ArrayList<>();
            Asyncio.run(new Main(
                    List.of(
                            empty.getAsync(),
                            full.putAsync("B"),
                            pipe.first().receiveAsync(),
                            lock.lockAsync(),
                            process.joinAsync(),
                            program.waitFor(),
                            program.stdout().readLine(),
                            program.stderr().lines().next(),
                            silent.communicate(null)),
                    tasks));

            assertThat(tasks).hasSize(9).allMatch(Task::isCancelled);
            empty.put("C");
            assertThat(empty.get()).isEqualTo("C");
            assertThat(full.get()).isEqualTo("A");
            assertThat(full.size()).isZero();
            pipe.second().send("D");
            assertThat(pipe.first().receive()).isEqualTo("D");
            held.close();
            lock.lock().close();
            assertThat(process.isAlive() && program.isAlive() && silent.isAlive())
                    .isTrue();
        }
        process.kill();
        process.join();
    }

    @Test
    void a_process_that_is_being_started_as_the_program_ends_does_not_hold_it() throws Exception {
        Process process = new Process(() -> {});
        List<Task<?>> tasks = new ArrayList<>();
        Asyncio.run(new Main(List.of(process.startAsync()), tasks));
        assertThat(tasks).allMatch(Task::isCancelled);
    }
}
