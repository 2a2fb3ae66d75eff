package dev.fermata.weaver.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Weaves a folder of class files into another one, or in place. Files of other kinds are copied. */
final class FolderWeaving {
    private FolderWeaving() {}

    static void weave(Path in, Path out, Weaving weaving) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(in)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        Files.createDirectories(out);
        boolean inPlace = Files.isSameFile(in, out);
        for (Path file : files) {
            String path = in.relativize(file).toString().replace('\\', '/');
            byte[] bytes = Files.readAllBytes(file);
            Map<String, byte[]> results = path.endsWith(".class") ? weaving.weave(path, bytes) : Map.of(path, bytes);
            for (Map.Entry<String, byte[]> result : results.entrySet()) {
                if (!inPlace || result.getValue() != bytes) {
                    write(out.resolve(result.getKey()), result.getValue());
                }
            }
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
