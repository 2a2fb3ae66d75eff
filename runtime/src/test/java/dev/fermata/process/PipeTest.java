package dev.fermata.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.Asyncio;
import java.io.EOFException;
import java.io.IOException;
import java.io.NotSerializableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In the process that has made it. */
class PipeTest {
    private final Pipe<Object, Integer> pipe = Pipe.create();

    @AfterEach
    void close() {
        pipe.close();
    }

    @Test
    void messages_go_both_ways() throws Exception {
        pipe.first().send("A");
        pipe.second().send(1);
        pipe.second().send(2);
        assertThat(pipe.second().receive()).isEqualTo("A");
        assertThat(pipe.first().receive()).isEqualTo(1);
        assertThat(pipe.first().receive()).isEqualTo(2);
        assertThatThrownBy(() -> pipe.first().receive(Duration.ofMillis(5))).isInstanceOf(TimeoutException.class);
    }

    @Test
    void coroutines_await_them() throws Exception {
        Asyncio.run(pipe.first().sendAsync("A"));
        assertThat(Asyncio.run(pipe.second().receiveAsync())).isEqualTo("A");
    }

    @Test
    void after_the_last_message_comes_the_end() throws Exception {
        pipe.first().send("last");
        pipe.first().close();

        assertThat(pipe.second().receive()).isEqualTo("last");
        assertThatThrownBy(() -> pipe.second().receive())
                .isInstanceOf(EOFException.class)
                .hasMessage("the other end of the pipe was closed");
        assertThatThrownBy(() -> pipe.second().send(1))
                .isInstanceOf(IOException.class)
                .hasMessage("broken pipe: its other end was closed");
        assertThatThrownBy(() -> pipe.first().send("more"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this end of the pipe is closed");
    }

    @Test
    void who_waits_for_a_message_finds_the_end() throws Exception {
        CompletableFuture<Object> receiving =
                Background.run("test", () -> pipe.second().receive());
        pipe.first().close();
        assertThat(receiving.handle((message, failure) -> failure).get()).isInstanceOf(EOFException.class);
    }

    @Test
    void who_sends_too_much_waits() throws Exception {
        for (int i = 0; i < 64; i++) {
            pipe.first().send(i);
        }
        CompletableFuture<Object> sending = Background.run("test", () -> {
            pipe.first().send("one more");
            return "sent";
        });
        assertThat(sending).isNotDone();
        assertThat(pipe.second().receive()).isEqualTo(0);
        assertThat(sending.get()).isEqualTo("sent");
    }

    @Test
    void an_end_that_was_handed_over_is_not_used_here_any_more() throws Exception {
        byte[] bytes = Serial.bytes("It", pipe.second());
        pipe.second().close(); // means nothing now

        assertThatThrownBy(() -> pipe.second().receive())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this end of the pipe was handed over to another process. "
                        + "An end belongs to one process at a time.");
        pipe.first().send("A");
        PipeEnd<Integer, Object> arrived = Serial.object(bytes);
        assertThat(arrived.receive()).isEqualTo("A");
    }

    @Test
    void an_end_in_what_cannot_be_serialised_stays() throws Exception {
        assertThatThrownBy(() -> Serial.bytes("It", List.of(pipe.second(), new Thread("A"))))
                .isInstanceOf(NotSerializableException.class);
        pipe.second().send(1);
        assertThat(pipe.first().receive()).isEqualTo(1);
    }
}
