package dev.fermata.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.internal.PrivateDirectory;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SharedValueTest {
    @Test
    void a_shared_int_has_the_operations_of_an_atomic_one() {
        try (SharedInt value = SharedInt.create(5)) {
            assertThat(value.getAndSet(7)).isEqualTo(5);
            assertThat(value.compareAndSet(6, 8)).isFalse();
            assertThat(value.compareAndSet(7, 8)).isTrue();
            assertThat(value.getAndAdd(-10)).isEqualTo(8);
            assertThat(value.addAndGet(1)).isEqualTo(-1);
            assertThat(value.incrementAndGet()).isZero();
            assertThat(value.decrementAndGet()).isEqualTo(-1);
            assertThat(value.updateAndGet(n -> n * 3)).isEqualTo(-3);
            assertThat(value.get()).isEqualTo(-3);
            assertThat(value).hasToString("SharedInt[-3]");
        }
    }

    @Test
    void a_shared_long_has_64_bits() {
        try (SharedLong value = SharedLong.create(Long.MAX_VALUE)) {
            assertThat(value.getAndAdd(1)).isEqualTo(Long.MAX_VALUE);
            assertThat(value.get()).isEqualTo(Long.MIN_VALUE);
            assertThat(value.addAndGet(-1)).isEqualTo(Long.MAX_VALUE);
            assertThat(value.getAndSet(1L << 40)).isEqualTo(Long.MAX_VALUE);
            assertThat(value.compareAndSet(1L << 40, 3)).isTrue();
            assertThat(value.updateAndGet(n -> n + 4)).isEqualTo(7);
            assertThat(value.incrementAndGet()).isEqualTo(8);
            assertThat(value.decrementAndGet()).isEqualTo(7);
        }
    }

    @Test
    void a_shared_double_adds_and_compares_its_bits() {
        try (SharedDouble value = SharedDouble.create(0.5)) {
            assertThat(value.addAndGet(0.25)).isEqualTo(0.75);
            assertThat(value.getAndAdd(1)).isEqualTo(0.75);
            assertThat(value.getAndSet(Double.NaN)).isEqualTo(1.75);
            assertThat(value.compareAndSet(Double.NaN, 0.0)).isTrue();
            assertThat(value.compareAndSet(-0.0, 1)).isFalse();
            assertThat(value.updateAndGet(x -> x + 2)).isEqualTo(2);
            value.set(Double.MIN_VALUE);
            assertThat(value.get()).isEqualTo(Double.MIN_VALUE);
        }
    }

    @Test
    void each_of_the_shared_bytes_is_changed_without_its_neighbours() {
        try (SharedBytes bytes = SharedBytes.create(10)) {
            for (int i = 0; i < 10; i++) {
                bytes.set(i, (byte) (i - 5));
            }
            assertThat(bytes.getAndSet(4, (byte) 100)).isEqualTo((byte) -1);
            assertThat(bytes.addAndGet(4, 30)).isEqualTo((byte) -126);
            assertThat(bytes.compareAndSet(9, (byte) 0, (byte) 1)).isFalse();
            assertThat(bytes.compareAndSet(9, (byte) 4, (byte) -128)).isTrue();
            assertThat(bytes.get(9)).isEqualTo((byte) -128);
            assertThat(bytes.toByteArray()).containsExactly(-5, -4, -3, -2, -126, 0, 1, 2, 3, -128);
        }
    }

    @Test
    void shared_bytes_are_copied_from_and_to_arrays() {
        try (SharedBytes bytes = SharedBytes.create(6)) {
            byte[] text = "_shared_".getBytes(StandardCharsets.US_ASCII);
            bytes.write(0, text, 1, 6);
            byte[] part = new byte[4];
            bytes.read(2, part, 1, 3);

            assertThat(new String(bytes.toByteArray(), StandardCharsets.US_ASCII))
                    .isEqualTo("shared");
            assertThat(part).containsExactly(0, 'a', 'r', 'e');
            assertThat(bytes.length()).isEqualTo(6);
        }
    }

    @Test
    void shared_bytes_end_where_they_end() {
        try (SharedBytes bytes = SharedBytes.create(6)) {
            assertThatThrownBy(() -> bytes.get(6)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> bytes.set(-1, (byte) 0)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> bytes.write(4, new byte[3], 0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThatThrownBy(() -> SharedBytes.create(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void threads_that_add_to_the_same_bytes_lose_nothing() throws Exception {
        try (SharedBytes bytes = SharedBytes.create(4)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int own = i;
                threads.add(new Thread(() -> {
                    for (int n = 0; n < 25_000; n++) {
                        bytes.addAndGet(own, 1);
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            byte each = (byte) 25_000;
            assertThat(bytes.toByteArray()).containsExactly(each, each, each, each);
        }
    }

    @Test
    void a_handle_is_the_same_value() throws Exception {
        try (SharedLong value = SharedLong.create(1);
                SharedLong handle = Serialised.copy(value);
                SharedBytes bytes = SharedBytes.create(3);
                SharedBytes bytesHandle = Serialised.copy(bytes)) {
            handle.addAndGet(41);
            bytesHandle.set(2, (byte) 9);

            assertThat(value.get()).isEqualTo(42);
            assertThat(bytes.toByteArray()).containsExactly(0, 0, 9);
        }
    }

    @Test
    void an_interrupted_thread_makes_and_uses_them_as_any() throws Exception {
        Thread.currentThread().interrupt();
        try (SharedLong value = SharedLong.create(1);
                SharedLong handle = Serialised.copy(value)) {
            assertThat(handle.incrementAndGet()).isEqualTo(2);
            assertThat(value.getLock().tryLock()).isNotNull();
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void closing_a_handle_leaves_the_value_alone() throws Exception {
        try (SharedInt value = SharedInt.create(1)) {
            SharedInt handle = Serialised.copy(value);
            handle.close();

            assertThat(value.incrementAndGet()).isEqualTo(2);
            assertThatThrownBy(handle::get)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "this SharedInt is closed. Close shared values when all processes are through with them.");
        }
    }

    @Test
    void when_the_owner_closes_it_all_handles_are_closed() throws Exception {
        SharedInt value = SharedInt.create(1);
        SharedInt handle = Serialised.copy(value);
        byte[] late = Serial.bytes("It", value);
        value.close();
        value.close();

        assertThatThrownBy(value::get).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(handle::incrementAndGet)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("this SharedInt is closed: its owner has done that");
        assertThatThrownBy(handle::lock).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Serial.bytes("It", value)).isInstanceOf(InvalidObjectException.class);
        assertThat(handle).hasToString("SharedInt[closed]");
        handle.close();
        assertThatThrownBy(() -> Serial.object(late))
                .isInstanceOf(InvalidObjectException.class)
                .hasMessageContaining("it was closed, or its process has ended");
    }

    @Test
    void its_file_is_the_users_alone_and_gone_when_it_is_closed() throws Exception {
        Path directory = PrivateDirectory.path();
        List<Path> before = files(directory);
        SharedLong value = SharedLong.create(1);
        List<Path> made = files(directory);
        made.removeAll(before);

        assertThat(made).hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.get(0))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        value.close();
        assertThat(made.get(0)).doesNotExist();
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return new ArrayList<>(files.toList());
        }
    }
}
