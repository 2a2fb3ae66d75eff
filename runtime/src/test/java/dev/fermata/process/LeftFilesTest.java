package dev.fermata.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.internal.AbandonedDirectories;
import dev.fermata.internal.PrivateDirectory;
import dev.fermata.internal.worker.SocketDirectory;
import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The files of what processes share are gone when their owner is, in whatever way that ends. */
class LeftFilesTest {
    private static Process started(Process.Target target) throws IOException {
        Process process = new Process(target);
        process.start();
        return process;
    }

    @Test
    void a_killed_owner_leaves_no_files_and_no_children() throws Exception {
        try (ProcessQueue<String> said = ProcessQueue.create()) {
            Process owner = started(() -> {
                SharedLong value = SharedLong.create(1);
                Process child = new Process(() -> {
                    said.put(ProcessHandle.current().pid() + " knows " + value.get());
                    Thread.currentThread().join();
                });
                said.put(PrivateDirectory.path().toString());
                child.start();
                child.join();
            });
            Path directory = Path.of(said.get());
            String child = said.get();
            assertThat(child).endsWith(" knows 1");
            assertThat(directory).exists();
            owner.kill();
            awaitGone(directory);
            ProcessHandle.of(Long.parseLong(child.substring(0, child.indexOf(' '))))
                    .ifPresent(left -> left.onExit().join());
            owner.join();
        }
    }

    @Test
    void what_a_killed_process_leaves_is_deleted_by_the_next_one() throws Exception {
        try (ProcessQueue<String> said = ProcessQueue.create()) {
            Process owner = started(() -> {
                SharedLong value = SharedLong.create(1);
                said.put(PrivateDirectory.path().toString());
                value.lock();
                Thread.currentThread().join();
            });
            Path directory = Path.of(said.get());
            AbandonedDirectories.deleteAll();
            assertThat(directory).exists();
            owner.kill();
            owner.join();
            started(() -> SharedLong.create(1)).join();
            assertThat(directory).doesNotExist();
        }
    }

    @Test
    void a_process_that_ends_leaves_no_files() throws Exception {
        try (ProcessQueue<String> said = ProcessQueue.create()) {
            Process owner = started(() -> {
                SharedLong.create(1);
                said.put(PrivateDirectory.path().toString());
            });
            owner.join();
            assertThat(Path.of(said.get())).doesNotExist();
        }
    }

    @Test
    void they_are_deleted_also_where_the_user_has_no_name() throws Exception {
        Path directory = leftByAKilledProcess();
        String name = System.getProperty("user.name");
        System.setProperty("user.name", "?"); // as for a number without a line in /etc/passwd
        try {
            AbandonedDirectories.deleteAll();
        } finally {
            System.setProperty("user.name", name);
        }
        assertThat(directory).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_parent_that_is_killed_while_its_child_starts_leaves_no_socket() throws Exception {
        Path socket;
        SocketDirectory directory = SocketDirectory.create(); // and nobody closes it
        try (ServerSocketChannel parent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket = directory.address().getPath();
            parent.bind(directory.address());
        }
        assertThat(socket).exists();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ProcessMain.class.getName());
        builder.environment().put("FERMATA_SOCKET", socket.toString());
        builder.environment().put("FERMATA_TOKEN", "00".repeat(32));
        builder.redirectInput(new File("/dev/null")); // as if the parent were gone
        builder.redirectErrorStream(true);
        java.lang.Process child = builder.start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(said).isEqualTo(1);
        assertThat(socket.getParent()).as(said).doesNotExist();
    }

    private static Path leftByAKilledProcess() throws Exception {
        try (ProcessQueue<String> said = ProcessQueue.create()) {
            Process owner = started(() -> {
                SharedLong unused = SharedLong.create(1);
                said.put(PrivateDirectory.path().toString());
                Thread.currentThread().join();
            });
            Path directory = Path.of(said.get());
            owner.kill();
            owner.join();
            return directory;
        }
    }

    private static void awaitGone(Path directory) throws IOException {
        Path parent = directory.getParent();
        while (true) {
            try (Stream<Path> files = Files.list(parent)) {
                if (files.noneMatch(directory::equals)) {
                    return;
                }
            }
            Thread.onSpinWait();
        }
    }
}
