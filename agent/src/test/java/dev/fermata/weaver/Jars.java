package dev.fermata.weaver;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Jars of other people, of which the weaver must take every class. */
final class Jars {
    private Jars() {}

    /** The paths of the jars. */
    static List<Path> paths() {
        String paths = System.getProperty("fermata.test.jars", "");
        return Stream.of(paths.split(File.pathSeparator))
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .toList();
    }

    /** The class files of a jar, by internal name, without those for other versions of Java. */
    static Map<String, byte[]> classFiles(Path path) {
        Map<String, byte[]> classFiles = new LinkedHashMap<>();
        try (var jar = new JarFile(path.toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                String name = entry.getName();
                if (name.endsWith(".class") && !name.startsWith("META-INF/") && !name.equals("module-info.class")) {
                    byte[] classFile = jar.getInputStream(entry).readAllBytes();
                    classFiles.put(name.substring(0, name.length() - ".class".length()), classFile);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return classFiles;
    }
}
