package dev.fermata.samples.documents;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.run;
import static dev.fermata.Asyncio.toThread;

import dev.fermata.Coroutine;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A call that blocks, and the checked exception that it throws. */
final class FirstLine {
    private FirstLine() {}

    @Async
    static Coroutine<String> firstLine(Path file) throws IOException {
        List<String> lines = await(toThread(() -> Files.readAllLines(file)));
        return done(lines.get(0));
    }

    @Async
    static Coroutine<Void> show(Path file) {
        try {
            System.out.println(await(firstLine(file)));
        } catch (IOException e) {
            System.out.println("cannot read " + e.getMessage());
        }
        return done();
    }

    @Async
    static Coroutine<Void> showLater(Path file) throws IOException {
        Task<String> line = createTask(firstLine(file));
        try {
            System.out.println(await(line));
        } catch (Exception e) {
            System.out.println("still cannot read " + e.getMessage());
        }
        return done();
    }

    public static void main(String[] args) throws IOException {
        run(show(Path.of("nowhere.txt")));
        run(showLater(Path.of("nowhere.txt")));
    }
}
