package dev.fermata.program;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM to be started, of the JDK that runs the test, with our runtime on its class path. */
public final class Jvm {
    /** The packaged agent; known in the tests that run after it was made. */
    public static final String AGENT_JAR = System.getProperty("fermata.agent.jar", "fermata-agent.jar");

    private static final long TIME_LIMIT_SECONDS = 60;

    /** Variables that add options to every JVM, which then says so on its standard error. */
    private static final Set<String> ANNOUNCED_BY_THE_JVM = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

    private final List<String> options = new ArrayList<>();
    private final List<Path> classPath = new ArrayList<>();

    /**
     * What a JVM did that has ended.
     *
     * @param exitCode what it ended with
     * @param output its standard output, with {@code \n} at the end of each line
     * @param errors its standard error, likewise
     */
    public record Result(int exitCode, String output, String errors) {
        /** The lines of the standard error. */
        public List<String> errorLines() {
            return errors.lines().toList();
        }
    }

    private Jvm(String... options) {
        // Short-lived: without the optimising compiler it starts as fast, and takes less of the machine.
        this.options.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        this.options.addAll(List.of(options));
    }

    /** Without the agent. */
    public static Jvm plain(String... options) {
        return new Jvm(options);
    }

    /** With the agent, which gets these options. */
    public static Jvm withAgent(String... agentOptions) {
        String behind = agentOptions.length == 0 ? "" : "=" + String.join(",", agentOptions);
        return new Jvm("-javaagent:" + AGENT_JAR + behind);
    }

    /** With this option of the JVM too. */
    public Jvm option(String option) {
        options.add(option);
        return this;
    }

    /** With these folders or jars on the class path too. */
    public Jvm on(Path... paths) {
        classPath.addAll(List.of(paths));
        return this;
    }

    /** Runs a main class. */
    public Result run(String mainClass, String... arguments) {
        List<String> command = command();
        command.add(mainClass);
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** Runs the command line of the agent's jar. */
    public static Result commandLine(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", AGENT_JAR));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** The command up to the main class. */
    public List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath()));
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private String classPath() {
        return Stream.concat(classPath.stream().map(Path::toString), Stream.of(runtime()))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The places of our runtime, as a class path or module path. */
    public static String runtime() {
        return placeOf(Generator.class) + File.pathSeparator + placeOf(Async.class);
    }

    /** The jar or folder that a class comes from. */
    public static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Result run(List<String> command) {
        try {
            Path output = Files.createTempFile("output", ".txt");
            Path errors = Files.createTempFile("errors", ".txt");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
                builder.environment().keySet().removeAll(ANNOUNCED_BY_THE_JVM);
                return new Result(exitCode(builder.start()), text(output), text(errors));
            } finally {
                Files.delete(output);
                Files.delete(errors);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int exitCode(Process process) {
        try {
            if (!process.waitFor(TIME_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the program did not end within " + TIME_LIMIT_SECONDS + " s");
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file).replace(System.lineSeparator(), "\n");
    }
}
