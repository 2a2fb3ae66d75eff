package dev.fermata.samples.documents;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A generator that has something open, and closes it also when nobody asks for the rest. */
public final class FirstLines {
    private FirstLines() {}

    public static void main(String[] args) throws IOException {
        Path file = Files.writeString(Files.createTempFile("lines", ".txt"), "one\ntwo\nthree\n");
        try (Generator<String, Void, Void> lines = lines(file)) {
            System.out.println(lines.next());
        }
        Files.delete(file);
    }

    @Async
    static Generator<String, Void, Void> lines(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String line = reader.readLine();
            while (line != null) {
                Generator.yield(line);
                line = reader.readLine();
            }
        } finally {
            System.out.println("closed");
        }
        return done();
    }
}
