package dev.fermata.samples.processes;

import static dev.fermata.Asyncio.*;
import static dev.fermata.process.Subprocess.createSubprocess;
import static java.time.Duration.ofMillis;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import dev.fermata.process.Subprocess;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Runs other programs: reads one's output line by line, talks to one, and kills one that runs too long. */
public final class OtherPrograms {
    private OtherPrograms() {}

    public static void main(String[] args) throws IOException {
        Asyncio.run(runPrograms());
    }

    @Async
    static Coroutine<Void> runPrograms() throws IOException {
        await(readLines());
        await(talk());
        await(killInTime());
        return done();
    }

    @Async
    static Coroutine<Void> readLines() throws IOException {
        Subprocess program = await(createSubprocess("sh", "-c", "echo first line; echo second line"));
        await(program.stdout().lines().forEach(line -> System.out.println("read: " + line)));
        System.out.println("Exit code: " + await(program.waitFor()));
        return done();
    }

    @Async
    static Coroutine<Void> talk() throws IOException {
        Subprocess program = await(createSubprocess("sort"));
        Subprocess.Result result = await(program.communicate("b\nc\na\n"));
        System.out.println("sorted: " + result.stdout().lines().toList());
        return done();
    }

    @Async
    static Coroutine<Void> killInTime() throws IOException {
        Subprocess program = await(createSubprocess("sleep", "1000"));
        try {
            await(waitFor(program.waitFor(), ofMillis(200)));
        } catch (TimeoutException e) {
            program.kill();
            System.out.println("killed; exit code: " + await(program.waitFor()));
        }
        return done();
    }
}
