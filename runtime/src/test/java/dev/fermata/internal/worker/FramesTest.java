package dev.fermata.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Frames through a socket, from a {@link FrameWriter} to a {@link FrameReader}. */
class FramesTest {
    private final List<String> printed = new ArrayList<>();
    private WorkerChannel here;
    private WorkerChannel there;

    @BeforeEach
    void connect() throws IOException {
        try (SocketDirectory directory = SocketDirectory.create();
                ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(directory.address());
            here = new WorkerChannel(SocketChannel.open(directory.address()), this::print);
            there = new WorkerChannel(server.accept(), this::print);
        }
    }

    @AfterEach
    void close() throws IOException {
        here.close();
        there.close();
    }

    private void print(int kind, byte[] text) {
        printed.add(kind + " " + new String(text, StandardCharsets.UTF_8));
    }

    private void receive() throws IOException {
        while (!there.next()) {
            there.await(0);
        }
    }

    private static byte[] numbers(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return bytes;
    }

    @Test
    void short_values_are_collected_and_written_together() throws IOException {
        FrameWriter writer = new FrameWriter(null);
        for (int i = 0; i < 3; i++) {
            writer.begin(WorkerChannel.TASK);
            writer.putInt(i);
            writer.write("value".getBytes(StandardCharsets.UTF_8));
            writer.end();
        }
        here.write(writer.take());
        for (int i = 0; i < 3; i++) {
            receive();
            assertThat(there.kind()).isEqualTo(WorkerChannel.TASK);
            assertThat(there.readInt()).isEqualTo(i);
            assertThat(new FrameReader(there).readAllBytes()).asString().isEqualTo("value");
        }
        assertThat(there.next()).isFalse();
    }

    @Test
    void values_around_the_length_of_a_frame_arrive_whole() throws IOException {
        for (int length :
                new int[] {0, 1, WorkerChannel.LONGEST - 1, WorkerChannel.LONGEST, WorkerChannel.LONGEST + 1}) {
            FrameWriter writer = new FrameWriter(here);
            writer.begin(WorkerChannel.RESULT);
            writer.write(numbers(length));
            writer.end();
            writer.send();
            receive();
            FrameReader reader = new FrameReader(there);
            assertThat(reader.readAllBytes()).isEqualTo(numbers(length));
            assertThat(reader.drain()).isTrue();
        }
    }

    @Test
    void a_long_value_is_streamed_while_it_is_read() throws Exception {
        byte[] sent = numbers(3_000_000);
        Thread sending = new Thread(() -> {
            try {
                FrameWriter writer = new FrameWriter(here);
                writer.begin(WorkerChannel.RESULT);
                writer.write(sent);
                writer.end();
                writer.send();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        sending.start();
        receive();
        assertThat(new FrameReader(there).readAllBytes()).isEqualTo(sent);
        sending.join();
    }

    @Test
    void a_long_value_without_a_channel_is_refused_and_leaves_the_others_alone() throws IOException {
        FrameWriter writer = new FrameWriter(null);
        writer.begin(WorkerChannel.TASK);
        writer.write(1);
        writer.end();
        writer.begin(WorkerChannel.TASK);
        assertThatThrownBy(() -> writer.write(numbers(WorkerChannel.LONGEST + 1)))
                .isInstanceOf(FrameWriter.TooLongException.class);
        writer.abort();
        assertThat(writer.take().remaining()).isEqualTo(WorkerChannel.HEADER + 1);
    }

    @Test
    void a_value_that_is_given_up_half_way_says_so_to_the_reader() throws IOException {
        FrameWriter writer = new FrameWriter(here);
        writer.begin(WorkerChannel.RESULT);
        writer.write(numbers(WorkerChannel.LONGEST + 100));
        writer.abort();
        writer.begin(WorkerChannel.FAILURE);
        writer.end();
        writer.send();
        receive();
        FrameReader reader = new FrameReader(there);
        assertThat(reader.readAllBytes()).hasSize(WorkerChannel.LONGEST);
        assertThat(reader.drain()).isFalse();
        receive();
        assertThat(there.kind()).isEqualTo(WorkerChannel.FAILURE);
    }

    @Test
    void text_is_printed_between_the_frames_of_a_value() throws IOException {
        FrameWriter writer = new FrameWriter(here);
        writer.begin(WorkerChannel.RESULT);
        writer.write(numbers(WorkerChannel.LONGEST + 1));
        here.write(WorkerChannel.PRINT, "a line\n".getBytes(StandardCharsets.UTF_8));
        writer.end();
        writer.send();
        receive();
        assertThat(new FrameReader(there).readAllBytes()).hasSize(WorkerChannel.LONGEST + 1);
        assertThat(printed).containsExactly(WorkerChannel.PRINT + " a line\n");
    }

    @Test
    void what_is_not_read_of_a_frame_is_skipped() throws IOException {
        here.write(WorkerChannel.FILTER, numbers(100));
        here.write(WorkerChannel.EXIT, new byte[0]);
        receive();
        receive();
        assertThat(there.kind()).isEqualTo(WorkerChannel.EXIT);
    }

    @Test
    void an_interrupt_of_the_writing_thread_harms_nothing() throws IOException {
        Thread.currentThread().interrupt();
        here.write(WorkerChannel.FILTER, numbers(10));
        assertThat(Thread.interrupted()).isTrue();
        receive();
        assertThat(there.content()).isEqualTo(numbers(10));
    }

    @Test
    void the_end_of_the_other_side_is_an_end_of_file_behind_what_it_has_written() throws IOException {
        here.write(WorkerChannel.FILTER, numbers(10));
        here.close();
        receive();
        assertThat(Arrays.equals(there.content(), numbers(10))).isTrue();
        assertThatThrownBy(this::receive).isInstanceOf(EOFException.class);
    }
}
