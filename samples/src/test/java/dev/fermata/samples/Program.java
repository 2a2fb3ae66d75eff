package dev.fermata.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.samples.generators.ConsumerProducer;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a program did that was run to its end as a process of its own, as a user runs it.
 *
 * @param exitCode what it ended with
 * @param output its standard output, with {@code \n} at the end of each line
 * @param errors its standard error, likewise
 */
public record Program(int exitCode, String output, String errors) {
    private static final long TIME_LIMIT_SECONDS = 60;

    /** Variables that add options to every JVM, which then says so on its standard error. */
    private static final Set<String> ANNOUNCED_BY_THE_JVM = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

    /** Runs {@code samples/run} with {@code arguments} in the root of the repository, on the JDK of this test. */
    public static Program sample(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("samples/run"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** Runs the main class {@code program} on the classes of the samples and of this test, with {@code jvmOptions}. */
    public static Program java(Class<?> program, String... jvmOptions) throws IOException, InterruptedException {
        return java(classPath(), program, jvmOptions);
    }

    /** Runs the main class {@code program}, with the jar or folder {@code classes} in front of those of the samples. */
    public static Program javaOn(Path classes, Class<?> program) throws IOException, InterruptedException {
        return java(classes + File.pathSeparator + classPath(), program);
    }

    private static Program java(String classPath, Class<?> program, String... jvmOptions)
            throws IOException, InterruptedException {
        List<String> command = javaCommand(jvmOptions);
        command.addAll(List.of("-cp", classPath, program.getName()));
        return run(command);
    }

    /** Runs a tool of the JDK with the runtime on its class path, and without the samples. */
    public static Program tool(String name, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(ofJdk(name), "--class-path", runtime()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** Runs the command line of the agent's jar. */
    public static Program agent(String... arguments) throws IOException, InterruptedException {
        List<String> command = javaCommand("-jar", System.getProperty("fermata.agent.jar"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static List<String> javaCommand(String... jvmOptions) {
        List<String> command = new ArrayList<>();
        command.add(ofJdk("java"));
        command.addAll(List.of(jvmOptions));
        return command;
    }

    private static String ofJdk(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    /** Checks that the program ended well and printed exactly {@code lines}. */
    public void assertPrinted(String... lines) {
        assertThat(output).as("output (errors: %s)", errors).isEqualTo(String.join("\n", lines) + "\n");
        assertThat(exitCode).as("exit code (errors: %s)", errors).isZero();
    }

    /**
     * Checks that the program ended well and printed {@code lines}, each of which begins with a time in seconds: the earliest
     * one. How late the program may be is the machine's affair; what runs beside what shows in the order of the lines.
     */
    public void assertPrintedInTime(String... lines) {
        assertThat(output.lines().map(Program::withoutTime))
                .as("output (errors: %s)", errors)
                .containsExactly(Stream.of(lines).map(Program::withoutTime).toArray(String[]::new));
        List<String> printed = output.lines().toList();
        for (int i = 0; i < lines.length; i++) {
            assertThat(time(printed.get(i)))
                    .as("when it printed line %d of%n%s", i + 1, output)
                    .isGreaterThanOrEqualTo(time(lines[i]));
        }
        assertThat(exitCode).as("exit code (errors: %s)", errors).isZero();
    }

    /** The same, with dots for the line numbers of sources. */
    public Program withoutLineNumbers() {
        return new Program(exitCode, withoutLineNumbers(output), withoutLineNumbers(errors));
    }

    private static String withoutLineNumbers(String text) {
        return text.replaceAll("\\.java:\\d+", ".java:..");
    }

    private static String withoutTime(String line) {
        return line.substring(line.indexOf(' ') + 1);
    }

    private static double time(String line) {
        return Double.parseDouble(line.substring(0, line.indexOf(' ')));
    }

    /** Runs a sample that never ends, and tells it to end when it has printed something, as Ctrl-C does. */
    public static Program stoppedSample(String name) throws IOException, InterruptedException {
        return run(List.of("samples/run", name), true);
    }

    private static Program run(List<String> command) throws IOException, InterruptedException {
        return run(command, false);
    }

    private static Program run(List<String> command, boolean stop) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("errors", ".txt");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(root().toFile()).redirectError(errors.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().keySet().removeAll(ANNOUNCED_BY_THE_JVM);
            Process process = builder.start();
            Output output = new Output(process.getInputStream());
            int exitCode = exitCode(process, stop ? output : null);
            return new Program(exitCode, withUnixEnds(output.text()), withUnixEnds(Files.readString(errors)));
        } finally {
            Files.delete(errors);
        }
    }

    private static int exitCode(Process process, @Nullable Output stopWhenPrinted)
            throws IOException, InterruptedException {
        try {
            if (stopWhenPrinted != null) {
                stopWhenPrinted.awaitFirst();
                process.toHandle().destroy(); // that of the process itself would close its output
            }
            assertThat(process.waitFor(TIME_LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("ends within %d s", TIME_LIMIT_SECONDS)
                    .isTrue();
            return process.exitValue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String withUnixEnds(String text) {
        return text.replace(System.lineSeparator(), "\n");
    }

    /** What a process prints, read as it comes. */
    private static final class Output extends Thread {
        private final InputStream from;
        private final ByteArrayOutputStream all = new ByteArrayOutputStream();
        private final CountDownLatch first = new CountDownLatch(1);

        Output(InputStream from) {
            this.from = from;
            setDaemon(true);
            start();
        }

        @Override
        public void run() {
            try (from) {
                for (int read = from.read(); read >= 0; read = from.read()) {
                    all.write(read);
                    first.countDown();
                }
            } catch (IOException e) {
                // The process is gone.
            } finally {
                first.countDown();
            }
        }

        /** Waits until something is printed, or nothing ever will be. */
        void awaitFirst() throws InterruptedException {
            assertThat(first.await(TIME_LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("prints something within %d s", TIME_LIMIT_SECONDS)
                    .isTrue();
        }

        /** All of it, once the process has ended. */
        String text() throws InterruptedException {
            join(TimeUnit.SECONDS.toMillis(TIME_LIMIT_SECONDS));
            return all.toString(Charset.defaultCharset());
        }
    }

    /** The root of the repository. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("samples/samples.txt"))) {
            folder = folder.getParent();
            assertThat(folder).as("the root of the repository").isNotNull();
        }
        return folder;
    }

    private static String classPath() {
        return runtime() + File.pathSeparator + placesOf(ConsumerProducer.class, Program.class);
    }

    private static String runtime() {
        return placesOf(Async.class, Generator.class);
    }

    private static String placesOf(Class<?>... classes) {
        return Stream.of(classes)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(location -> Path.of(location.getPath()).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
