package dev.fermata.process;

import dev.fermata.Coroutine;
import dev.fermata.internal.OutsideCoroutine;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Another program that runs beside this one, for coroutines: its end, its output and its input are awaited.
 * <pre>{@code
 * Subprocess list = await(createSubprocess("ls", "-l"));
 * await(list.stdout().lines().forEach(System.out::println));
 * System.out.println("Exit code: " + await(list.waitFor()));
 * }</pre>
 *
 * <p>To give it a limited time: {@code await(waitFor(program.waitFor(), ofSeconds(5)))}, and {@link #kill} it when that
 * throws. Cancelling what waits for it never ends it.
 *
 * <p>What it prints waits in memory, up to some limit for each of its streams; then the program waits, until somebody reads.
 * So read what it prints, or let {@link #communicate} do that, or send it elsewhere by {@link ProcessBuilder}.
 *
 * <p>All methods may be called on any thread.
 *
 * @see <a href="https://docs.python.org/3/library/asyncio-subprocess.html">asyncio: Subprocesses</a>
 */
public final class Subprocess implements AutoCloseable {
    private final java.lang.Process process;
    private final SubprocessOutput stdout;
    private final SubprocessOutput stderr;
    private final SubprocessInput stdin;

    /**
     * How a program has ended.
     *
     * @param exitCode zero if all is well, by the usual convention
     * @param stdout what it has written to its standard output and nobody has read before
     * @param stderr the same of its standard error
     */
    public record Result(int exitCode, String stdout, String stderr) {}

    private Subprocess(java.lang.Process process) {
        this.process = process;
        String of = " of process " + process.pid();
        stdout = new SubprocessOutput(process.getInputStream(), "the standard output" + of);
        stderr = new SubprocessOutput(process.getErrorStream(), "the standard error" + of);
        stdin = new SubprocessInput(process.getOutputStream(), "the standard input" + of);
    }

    /**
     * Starts a program.
     *
     * @param command the program, and its arguments; no shell looks at them
     * @return to be awaited
     * @throws IOException by awaiting it, if it cannot be started
     * @see <a
     *     href="https://docs.python.org/3/library/asyncio-subprocess.html#asyncio.create_subprocess_exec">asyncio:
     *     create_subprocess_exec</a>
     */
    public static Coroutine<Subprocess> createSubprocess(String... command) throws IOException {
        return createSubprocess(new ProcessBuilder(List.of(command)));
    }

    /**
     * Starts a program with an environment, a directory, and redirections. What is redirected has nothing to be read here.
     *
     * @param builder not to be changed before the program has started
     * @return to be awaited; if that is cancelled, a program that is about to start is killed
     * @throws IOException by awaiting it, if it cannot be started
     */
    public static Coroutine<Subprocess> createSubprocess(ProcessBuilder builder) throws IOException {
        return new OutsideCoroutine<java.lang.Process, Subprocess>(
                "createSubprocess", "the start of " + builder.command()) {
            @Override
            protected CompletableFuture<java.lang.Process> request() {
                return Background.run("fermata-subprocess-start", builder::start, this::giveBack);
            }

            @Override
            protected Subprocess accept(java.lang.Process started) {
                return new Subprocess(started);
            }

            @Override
            protected void giveBack(java.lang.Process started) {
                started.destroyForcibly();
            }
        };
    }

    // ---- its end

    /**
     * Waits until it has ended. What it has printed can still be read then.
     *
     * @return to be awaited: its exit code. Cancelling that leaves the program alone
     */
    public Coroutine<Integer> waitFor() {
        return new OutsideCoroutine<java.lang.Process, Integer>("waitFor", this) {
            @Override
            protected CompletableFuture<java.lang.Process> request() {
                return onExit();
            }

            @Override
            protected Integer accept(java.lang.Process ended) {
                return ended.exitValue();
            }
        };
    }

    /**
     * Writes to its input, closes that, reads its output to the end, and waits until it has ended.
     *
     * @param input null for nothing; as UTF-8
     * @return to be awaited. Cancelling that leaves the program alone: {@link #kill} it if it should not go on
     * @throws IOException by awaiting it, if its output cannot be read
     */
    public Coroutine<Result> communicate(@Nullable String input) throws IOException {
        return new Communication(this, input);
    }

    /** Asks it to end: on POSIX systems by the signal {@code SIGTERM}. Does nothing if it has ended. */
    public void terminate() {
        var unused = process.toHandle().destroy();
    }

    /** Ends it at once: on POSIX systems by the signal {@code SIGKILL}. Does nothing if it has ended. */
    public void kill() {
        var unused = process.toHandle().destroyForcibly();
    }

    /** Kills it, if it has not ended, and gives up what it has printed. */
    @Override
    public void close() {
        kill();
        stdout.close();
        stderr.close();
        stdin.abandon();
    }

    CompletableFuture<java.lang.Process> onExit() {
        return process.onExit();
    }

    // ---- what is known of it

    /**
     * Its standard output.
     *
     * @return the same on each call
     */
    public SubprocessOutput stdout() {
        return stdout;
    }

    /**
     * Its standard error.
     *
     * @return the same on each call
     */
    public SubprocessOutput stderr() {
        return stderr;
    }

    /**
     * Its standard input.
     *
     * @return the same on each call
     */
    public SubprocessInput stdin() {
        return stdin;
    }

    /**
     * The number that the system has given it.
     *
     * @return also after its end
     */
    public long pid() {
        return process.pid();
    }

    /**
     * Whether it runs.
     *
     * @return false if it has ended
     */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * How it has ended.
     *
     * @return its exit code; empty if it has not ended yet
     */
    public OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** Its number, and whether it runs. */
    @Override
    public String toString() {
        return "Subprocess[pid " + pid() + (isAlive() ? ", running]" : ", exit code " + process.exitValue() + "]");
    }
}
