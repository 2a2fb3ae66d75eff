package dev.fermata.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.Asyncio;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A stream that fails in the middle. */
class SubprocessOutputTest {
    /** Gives a text, and then throws. */
    private static final class Failing extends InputStream {
        private final Throwable failure;
        private boolean given;

        Failing(Throwable failure) {
            this.failure = failure;
        }

        @Override
        public int read() {
            throw new AssertionError("not used");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (given) {
                return SubprocessOutputTest.<Integer, RuntimeException>fail(failure);
            }
            given = true;
            byte[] text = "one\ntw".getBytes(StandardCharsets.UTF_8);
            System.arraycopy(text, 0, target, offset, text.length);
            return text.length;
        }
    }

    @SuppressWarnings("unchecked")
    private static <T, E extends Throwable> T fail(Throwable failure) throws E {
        throw (E) failure;
    }

    @Test
    void what_came_before_the_failure_is_read_and_then_it_is_thrown() throws Exception {
        SubprocessOutput output = new SubprocessOutput(new Failing(new IOException("torn")), "the output");
        assertThat(Asyncio.run(output.readLine())).isEqualTo("one");
        assertThat(Asyncio.run(output.readLine())).isEqualTo("tw");
        assertThatThrownBy(() -> Asyncio.run(output.readLine()))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot read from the output: torn");
    }

    @Test
    void to_read_all_of_it_fails_and_what_came_before_stays() throws Exception {
        SubprocessOutput output = new SubprocessOutput(new Failing(new IOException("torn")), "the output");
        assertThatThrownBy(() -> Asyncio.run(output.readAll()))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot read from the output: torn");
        assertThat(Asyncio.run(output.read(100))).hasSize(6);
    }

    @Test
    void an_error_of_the_reading_thread_leaves_nobody_waiting() throws Exception {
        SubprocessOutput output = new SubprocessOutput(new Failing(new OutOfMemoryError("too much")), "the output");
        assertThatThrownBy(() -> Asyncio.run(output.readAll()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("too much");
    }
}
