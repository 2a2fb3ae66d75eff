package dev.fermata.weaver.harness;

import static java.util.stream.Collectors.joining;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.jspecify.annotations.NullMarked;

/** A compiler with the options that it is given. */
public final class Compiler {
    private interface Tool {
        boolean run(PrintWriter out, String... arguments);
    }

    private static final int NEWEST = 25;

    private final String name;
    private final Tool tool;
    private final int release;
    private final List<String> options;

    private Compiler(String name, Tool tool, int release, String... options) {
        this.name = name + " --release " + release + " " + String.join(" ", options);
        this.tool = tool;
        this.release = release;
        this.options = List.of(options);
    }

    /** The javac of this JVM. */
    public static Compiler javac(int release, String... options) {
        return new Compiler("javac " + Runtime.version().feature(), Compiler::runJavac, release, options);
    }

    /** The compiler of Eclipse. */
    public static Compiler ecj(int release, String... options) {
        return new Compiler("ecj", Compiler::runEcj, release, options);
    }

    /** The javac of a newer JDK that is installed beside the one that runs; empty if there is none. */
    public static Optional<Compiler> newestJavac(int release, String... options) {
        return NeighbourJdk.find(NEWEST)
                .map(home -> new Compiler(
                        "javac " + NEWEST, (out, arguments) -> runProcess(home, out, arguments), release, options));
    }

    /** The version of Java for which it compiles. */
    public int release() {
        return release;
    }

    /** Whether it is the compiler of Eclipse, which has faults of its own. */
    public boolean isEcj() {
        return name.startsWith("ecj");
    }

    /** Thrown when a compiler fails instead of saying what is wrong with the source. */
    public static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Crash(String message) {
            super(message);
        }
    }

    /**
     * Compiles.
     *
     * @return the class files by binary name
     * @throws AssertionError with what the compiler prints, if it finds errors
     * @throws Crash with what the compiler prints, if it fails
     */
    public Map<String, byte[]> compile(List<Path> sources) {
        Path out = null;
        try {
            out = Files.createTempDirectory("targets");
            compile(sources, out);
            return read(out);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            if (out != null) {
                delete(out);
            }
        }
    }

    /** Compiles one class that is given as text; its package is the unnamed one. */
    public Map<String, byte[]> compile(String className, String source) {
        return compile(Map.of(className, source));
    }

    /** Compiles classes of the unnamed package that are given as text, by name. */
    public Map<String, byte[]> compile(Map<String, String> sources) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("sources");
            var files = new ArrayList<Path>();
            for (var source : sources.entrySet()) {
                Path file = folder.resolve(source.getKey() + ".java");
                files.add(Files.writeString(file, source.getValue()));
            }
            return compile(files);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            if (folder != null) {
                delete(folder);
            }
        }
    }

    private void compile(List<Path> sources, Path out) {
        var arguments = new ArrayList<>(options);
        arguments.addAll(List.of("--release", String.valueOf(release), "-proc:none", "-nowarn"));
        arguments.addAll(List.of("-encoding", "UTF-8", "-d", out.toString(), "-cp", classPath()));
        sources.forEach(source -> arguments.add(source.toString()));
        var text = new StringWriter();
        if (!tool.run(new PrintWriter(text, true), arguments.toArray(String[]::new))) {
            String all = text.toString();
            if (all.contains("An exception has occurred in the compiler") || all.contains("Internal compiler error")) {
                throw new Crash(name + " fails:\n" + all);
            }
            throw new AssertionError(name + " finds errors:\n" + all);
        }
    }

    private static boolean runJavac(PrintWriter out, String... arguments) {
        return ToolProvider.findFirst("javac").orElseThrow().run(out, out, arguments) == 0;
    }

    private static boolean runEcj(PrintWriter out, String... arguments) {
        return BatchCompiler.compile(arguments, out, out, null);
    }

    private static boolean runProcess(Path home, PrintWriter out, String... arguments) {
        var command = new ArrayList<>(List.of(home.resolve("bin/javac").toString()));
        command.addAll(Arrays.asList(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            out.print(new String(process.getInputStream().readAllBytes()));
            return process.waitFor() == 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static String classPath() {
        return Stream.of(Generator.class, Async.class, Log.class, NullMarked.class)
                .map(Compiler::placeOf)
                .distinct()
                .collect(joining(File.pathSeparator));
    }

    private static String placeOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Map<String, byte[]> read(Path folder) throws IOException {
        var classFiles = new TreeMap<String, byte[]>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString();
                String name = path.substring(0, path.length() - ".class".length());
                classFiles.put(name.replace(File.separatorChar, '.'), Files.readAllBytes(file));
            }
        }
        return classFiles;
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
