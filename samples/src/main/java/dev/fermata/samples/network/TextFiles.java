package dev.fermata.samples.network;

import static dev.fermata.Asyncio.*;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes and reads a text file without blocking the loop.
 *
 * <p>Operating systems let a program wait for many sockets on one thread, but not for files. So the calls are made on other
 * threads, and awaited.
 */
public final class TextFiles {
    private TextFiles() {}

    public static void main(String[] args) throws IOException {
        Path file = Files.createTempFile("hello", ".txt");
        try {
            Asyncio.run(writeAndRead(file));
        } finally {
            Files.delete(file);
        }
    }

    @Async
    static Coroutine<Void> writeAndRead(Path file) throws IOException {
        await(toThread(() -> Files.writeString(file, "Hello, asyncio!")));
        String text = await(toThread(() -> Files.readString(file)));
        System.out.println(text);
        return done();
    }
}
