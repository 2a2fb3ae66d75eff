package dev.fermata.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.sync.QueueShutDownException;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Somebody waits for what is closed in another process, or dies with it. */
class ClosedElsewhereTest {
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final String CLOSED_LOCK =
            "this lock is closed. Close locks when all processes are through with them.";

    private static Process started(Process.Target target) throws IOException {
        Process process = new Process(target);
        process.start();
        return process;
    }

    /** Does something until it fails. */
    private static CompletableFuture<Throwable> failureOf(Callable<?> action) {
        return Background.<Object>run("test", () -> {
                    while (true) {
                        Object unused = action.call();
                    }
                })
                .handle((nothing, failure) -> failure);
    }

    @Test
    void who_waits_for_room_in_a_pipe_is_told_that_the_process_at_its_other_end_is_dead() throws Exception {
        try (Pipe<byte[], String> pipe = Pipe.create()) {
            PipeEnd<String, byte[]> end = pipe.second();
            Process child = started(() -> {
                end.send("I am here");
                Thread.currentThread().join();
            });
            assertThat(pipe.first().receive()).isEqualTo("I am here");
            CompletableFuture<Throwable> sending = failureOf(() -> {
                pipe.first().send(new byte[1000]);
                return "sent";
            });
            child.kill();
            assertThat(sending.get())
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("broken pipe: its other end was closed");
            assertThatThrownBy(() -> pipe.first().receive(LONG)).isInstanceOf(EOFException.class);
            child.join();
        }
    }

    @Test
    void a_child_that_sends_and_one_that_receives_see_that_the_other_end_is_closed() throws Exception {
        try (ProcessQueue<List<String>> said = ProcessQueue.create();
                Pipe<String, String> pipe = Pipe.create()) {
            PipeEnd<String, String> end = pipe.second();
            Process child = started(() -> {
                CompletableFuture<Throwable> sending = failureOf(() -> {
                    end.send("more");
                    return "sent";
                });
                CompletableFuture<Throwable> receiving = failureOf(end::receive);
                said.put(List.of(sending.get().toString(), receiving.get().toString()));
            });
            assertThat(pipe.first().receive()).isEqualTo("more");
            pipe.first().close();
            assertThat(said.get(LONG))
                    .containsExactly(
                            "java.io.IOException: broken pipe: its other end was closed",
                            "java.io.EOFException: the other end of the pipe was closed");
            assertThat(child.join()).isZero();
        }
    }

    @Test
    void those_who_wait_for_what_the_owner_closes_are_told() throws Exception {
        try (ProcessQueue<String> said = ProcessQueue.create()) {
            ProcessQueue<String> full = ProcessQueue.create(1);
            full.put("A");
            ProcessLock lock = ProcessLock.create();
            SharedLong value = SharedLong.create(1);
            ProcessLock.Hold held = lock.lock();
            Process child = started(() -> {
                CompletableFuture<Throwable> putting = failureOf(() -> {
                    full.put("B");
                    return "there was room";
                });
                CompletableFuture<Throwable> locking = failureOf(lock::lock);
                said.put("waiting");
                assertThat(putting.get())
                        .isInstanceOf(QueueShutDownException.class)
                        .hasMessageStartingWith("the queue ");
                assertThat(locking.get())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage(CLOSED_LOCK);
                assertThatThrownBy(value::get).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(lock::tryLock).hasMessage(CLOSED_LOCK);
                assertThatThrownBy(full::getNoWait).hasMessage("the queue is closed");
            });
            assertThat(said.get()).isEqualTo("waiting");
            value.close();
            full.close();
            lock.close();
            held.close();
            assertThat(child.join(LONG)).isZero();
        }
    }
}
