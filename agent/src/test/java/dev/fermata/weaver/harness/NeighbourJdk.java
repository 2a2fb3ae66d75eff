package dev.fermata.weaver.harness;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** Finds another JDK in the folder in which the running one is installed. */
final class NeighbourJdk {
    private NeighbourJdk() {}

    /**
     * Looks for one.
     *
     * @param feature its version
     * @return its home; empty if there is none, or if the running one is that old or older
     */
    static Optional<Path> find(int feature) {
        if (Runtime.version().feature() >= feature) {
            return Optional.empty();
        }
        try {
            Path home = Path.of(System.getProperty("java.home")).toRealPath();
            try (Stream<Path> neighbours = Files.list(home.getParent())) {
                return neighbours
                        .sorted()
                        .filter(neighbour -> Files.isExecutable(neighbour.resolve("bin/javac")))
                        .filter(neighbour -> featureOf(neighbour) == feature)
                        .findFirst();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int featureOf(Path home) {
        Path release = home.resolve("release");
        if (!Files.isReadable(release)) {
            return 0;
        }
        var properties = new Properties();
        try (Reader text = Files.newBufferedReader(release)) {
            properties.load(text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        String version = properties.getProperty("JAVA_VERSION", "\"0\"").replace("\"", "");
        return Runtime.Version.parse(version.startsWith("1.") ? version.substring(2, 3) : version)
                .feature();
    }
}
