package dev.fermata.weaver.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The programs in {@code src/test/targets}: not compiled by the build, but here, once by each compiler. */
public final class Targets {
    private static final Path ROOT = Path.of(System.getProperty("basedir", ""), "src/test/targets");

    private static final Map<String, Supplier<Map<String, byte[]>>> COMPILED = new HashMap<>();

    private Targets() {}

    /**
     * The class files of some folders.
     *
     * @param compiler what compiles them, the first time that they are asked for
     * @param folders of {@code src/test/targets}
     * @return by binary name
     */
    public static synchronized Map<String, byte[]> compiledBy(Compiler compiler, String... folders) {
        return COMPILED.computeIfAbsent(
                        compiler + " " + String.join(" ", folders), absent -> compile(compiler, folders))
                .get();
    }

    /** The outcome, which is the same for all who ask: an error, too. */
    private static Supplier<Map<String, byte[]>> compile(Compiler compiler, String... folders) {
        try {
            Map<String, byte[]> classFiles = compiler.compile(Stream.of(folders)
                    .flatMap(folder -> sources(folder).stream())
                    .toList());
            return () -> classFiles;
        } catch (AssertionError errors) {
            return () -> {
                throw errors;
            };
        }
    }

    /** The binary names of the top-level classes of a folder that have programs. */
    public static List<String> names(String folder) {
        Path root = ROOT.resolve(folder);
        return sources(folder).stream()
                .map(source -> root.relativize(source).toString())
                .map(path -> path.replace(".java", "").replace('/', '.').replace('\\', '.'))
                .filter(Predicate.not(name -> name.startsWith("support.")))
                .toList();
    }

    private static List<Path> sources(String folder) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
