package dev.fermata.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.internal.AbandonedDirectories;
import dev.fermata.internal.PrivateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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
