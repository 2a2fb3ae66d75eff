package dev.fermata.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A pipe between processes, and what becomes of its ends when one of them dies. */
class PipeBetweenProcessesTest {
    private static final Duration LONG = Duration.ofSeconds(50);

    private static Process started(Process.Target target) throws IOException {
        Process process = new Process(target);
        process.start();
        return process;
    }

    @Test
    void two_children_talk_over_a_pipe() throws Exception {
        try (Pipe<String, Integer> pipe = Pipe.create();
                ProcessQueue<Integer> said = ProcessQueue.create()) {
            PipeEnd<String, Integer> asking = pipe.first();
            PipeEnd<Integer, String> answering = pipe.second();
            Process asks = started(() -> {
                asking.send("four");
                said.put(asking.receive());
                asking.close();
            });
            Process answers = started(() -> {
                try {
                    while (true) {
                        answering.send(answering.receive().length());
                    }
                } catch (EOFException e) {
                    said.put(-1);
                }
            });
            assertThat(said.get()).isEqualTo(4);
            assertThat(said.get()).isEqualTo(-1);
            assertThat(asks.join()).isZero();
            assertThat(answers.join()).isZero();
        }
    }

    @Test
    void when_the_process_at_the_other_end_dies_there_is_an_end() throws Exception {
        try (Pipe<String, String> pipe = Pipe.create()) {
            PipeEnd<String, String> end = pipe.second();
            Process child = started(() -> {
                end.send("last words");
                end.receive();
            });
            assertThat(pipe.first().receive()).isEqualTo("last words");
            child.kill();
            assertThatThrownBy(() -> pipe.first().receive(LONG)).isInstanceOf(EOFException.class);
            assertThatThrownBy(() -> pipe.first().send("hello")).isInstanceOf(IOException.class);
            child.join();
        }
    }

    @Test
    void an_end_may_be_handed_on_by_a_process_that_then_ends() throws Exception {
        try (Pipe<String, String> pipe = Pipe.create();
                ProcessQueue<PipeEnd<String, String>> ends = ProcessQueue.create();
                ProcessQueue<String> said = ProcessQueue.create()) {
            PipeEnd<String, String> end = pipe.second();
            Process child = started(() -> {
                end.send("from the child");
                ends.put(end);
                try {
                    end.send("more");
                } catch (IllegalStateException e) {
                    said.put(e.getMessage());
                }
            });
            assertThat(child.join()).isZero();
            assertThat(said.get())
                    .isEqualTo("this end of the pipe was handed over to another process. "
                            + "An end belongs to one process at a time.");
            PipeEnd<String, String> arrived = ends.get();
            arrived.send("from its parent");
            assertThat(pipe.first().receive()).isEqualTo("from the child");
            assertThat(pipe.first().receive()).isEqualTo("from its parent");
        }
    }

    @Test
    void an_end_of_another_process_in_what_cannot_be_serialised_stays_there() throws Exception {
        try (Pipe<String, String> pipe = Pipe.create();
                ProcessQueue<Object> queue = ProcessQueue.create()) {
            PipeEnd<String, String> end = pipe.second();
            Process child = started(() -> {
                assertThatThrownBy(() -> queue.put(List.of(end, new Thread("A"))))
                        .isInstanceOf(NotSerializableException.class);
                end.send("still mine");
            });
            assertThat(child.join()).isZero();
            assertThat(pipe.first().receive()).isEqualTo("still mine");
        }
    }

    @Test
    void an_end_that_never_arrives_at_a_child_of_a_child_is_an_end_as_well() throws Exception {
        try (Captured captured = new Captured();
                Pipe<String, String> pipe = Pipe.create()) {
            PipeEnd<String, String> end = pipe.second();
            Process child = started(() -> {
                new NeverThere(end).start();
                Thread.currentThread().join();
            });
            assertThatThrownBy(() -> pipe.first().receive(LONG)).isInstanceOf(EOFException.class);
            child.kill();
            child.join();
        }
    }

    @Test
    void an_end_that_never_arrives_is_an_end_as_well() throws Exception {
        try (Captured captured = new Captured();
                Pipe<String, String> pipe = Pipe.create()) {
            Process child = new NeverThere(pipe.second());
            child.start();
            assertThatThrownBy(() -> pipe.first().receive(LONG)).isInstanceOf(EOFException.class);
            assertThat(child.join()).isEqualTo(1);
            assertThat(captured.errors()).contains("I do not like it here");
        }
    }

    /** Fails as it is deserialised. */
    private static final class NeverThere extends Process {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("unused") // it travels
        private final Refusal before = new Refusal();

        @SuppressWarnings("unused")
        private final PipeEnd<String, String> end;

        NeverThere(PipeEnd<String, String> end) {
            this.end = end;
        }
    }

    private static final class Refusal implements Serializable {
        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream in) throws IOException {
            throw new IOException("I do not like it here");
        }
    }
}
