package dev.fermata.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a child JVM is started with; that it works is shown where it is used. */
class ChildJvmTest {
    private static List<String> options(String... arguments) {
        return InheritedOptions.beforeMain(Optional.of(arguments));
    }

    @Test
    void options_end_where_the_main_class_or_a_jar_begins() {
        assertThat(options("-ea", "-Xmx1g", "-cp", "a:b", "Main", "-x")).containsExactly("-ea", "-Xmx1g");
        assertThat(options("-ea", "-jar", "x.jar", "-y")).containsExactly("-ea");
        assertThat(options("-p", "mods", "--add-modules", "java.sql", "-m", "a/b.Main"))
                .containsExactly("--add-modules=java.sql");
        assertThat(InheritedOptions.beforeMain(Optional.empty())).isEmpty();
    }

    @Test
    void what_two_processes_cannot_share_is_not_taken_over() {
        assertThat(Arrays.asList("-agentlib:jdwp=transport=dt_socket", "-Dcom.sun.management.jmxremote.port=1"))
                .noneMatch(InheritedOptions::isShared);
        assertThat(Arrays.asList("-Xlog:gc:file=gc.log", "-XX:ArchiveClassesAtExit=a.jsa"))
                .noneMatch(InheritedOptions::isShared);
        assertThat(Arrays.asList("-Xlog:gc", "-javaagent:a.jar", "-Dname=value", "--add-opens=a/b=c", "-XX:+UseZGC"))
                .allMatch(InheritedOptions::isShared);
    }

    @Test
    void the_path_of_an_agent_is_made_absolute() {
        String here = new File("a.jar").getAbsolutePath();
        assertThat(InheritedOptions.absolute("-javaagent:a.jar")).isEqualTo("-javaagent:" + here);
        assertThat(InheritedOptions.absolute("-javaagent:a.jar=b=c")).isEqualTo("-javaagent:" + here + "=b=c");
        assertThat(InheritedOptions.absolute("-ea")).isEqualTo("-ea");
    }

    @Test
    void the_command_has_no_token() {
        assertThat(JavaCommand.of(ChildSettings.of(WorkerMain.class)))
                .endsWith(WorkerMain.class.getName())
                .noneMatch(argument -> argument.contains(ChildJvm.TOKEN_VARIABLE));
    }

    @Test
    void halves_of_a_token_differ_and_survive_the_environment() {
        Token token = Token.random();
        Token same = Token.parse(token.text());
        assertThat(Token.isSame(token.ofChild(), same.ofChild())).isTrue();
        assertThat(Token.isSame(token.ofParent(), same.ofParent())).isTrue();
        assertThat(Token.isSame(token.ofChild(), token.ofParent())).isFalse();
        assertThat(token.text()).isNotEqualTo(Token.random().text());
    }

    @Test
    void the_directory_of_the_socket_is_for_its_owner_only_and_goes_away() throws Exception {
        Path directory;
        try (SocketDirectory made = SocketDirectory.create()) {
            directory = made.address().getPath().getParent();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
        }
        assertThat(directory).doesNotExist();
    }

    @Test
    void where_temporary_paths_are_too_long_for_a_socket_another_place_is_taken(@TempDir Path temporary)
            throws Exception {
        Path deep = Files.createDirectories(temporary.resolve("d".repeat(100)));
        String before = System.getProperty("java.io.tmpdir");
        System.setProperty("java.io.tmpdir", deep.toString());
        try (SocketDirectory made = SocketDirectory.create()) {
            assertThat(made.address().getPath().toString()).startsWith("/tmp/").hasSizeLessThan(104);
        } finally {
            System.setProperty("java.io.tmpdir", before);
        }
    }

    @Test
    void a_child_without_a_parent_says_who_starts_it() {
        assertThatThrownBy(() -> ParentConnection.connect(Map.of()))
                .hasMessageContaining("Use ProcessPoolExecutor or Process.");
    }

    /** Nobody reads while this waits for the test's thread to wait for those who read. */
    private static final class ReadLate extends PrintStream {
        private final Thread starting = Thread.currentThread();

        ReadLate() {
            super(OutputStream.nullOutputStream());
        }

        @Override
        public void write(byte[] text, int from, int length) {
            while (Arrays.stream(starting.getStackTrace())
                    .noneMatch(element -> element.getClassName().equals(LineForwarder.class.getName()))) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    @Timeout(60)
    void what_a_child_said_is_told_also_if_it_is_read_after_the_end_of_the_child() {
        List<String> options = List.of("-Xnonsense\n" + "x".repeat(20_000) + " to the end");
        PrintStream before = System.err;
        System.setErr(new ReadLate());
        try {
            assertThatThrownBy(() -> ChildJvm.start(
                            new ChildSettings(WorkerMain.class, options, Map.of(), null, ChildSettings.PATIENCE)))
                    .hasMessageContaining("could not be started")
                    .hasMessageContaining("x to the end");
        } finally {
            System.setErr(before);
        }
    }

    @Test
    void a_stranger_that_does_not_know_the_token_is_sent_away() throws Exception {
        try (SocketDirectory directory = SocketDirectory.create();
                ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(directory.address());
            try (SocketChannel stranger = SocketChannel.open(directory.address())) {
                stranger.write(ByteBuffer.allocate(Token.HALF));
                SocketChannel accepted = server.accept();
                assertThat(ChildJvm.isChild(accepted, Token.random(), System.nanoTime() + 60_000_000_000L))
                        .isFalse();
                assertThat(accepted.isOpen()).isFalse();
                assertThat(stranger.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            }
        }
    }

    @Test
    void a_child_does_not_talk_to_a_parent_that_does_not_know_the_token() throws Exception {
        try (SocketDirectory directory = SocketDirectory.create();
                ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(directory.address());
            Thread stranger = new Thread(() -> {
                try {
                    server.accept().write(ByteBuffer.allocate(Token.HALF));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            stranger.start();
            Map<String, String> environment = Map.of(
                    ChildJvm.SOCKET_VARIABLE,
                    directory.address().getPath().toString(),
                    ChildJvm.TOKEN_VARIABLE,
                    Token.random().text());
            assertThatThrownBy(() -> ParentConnection.connect(environment))
                    .hasMessageContaining("is not the parent process");
            stranger.join();
        }
    }
}
