package dev.fermata.internal.worker;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that this one has started, and the connection to it.
 *
 * <p>The child runs on the class path and module path of its parent, with its agents and options. It connects to a socket in
 * a private directory, and both sides prove that they know the token. Its standard input is a pipe on which nothing is ever
 * written: it ends with the parent, however the parent ends, and then {@link ParentConnection} ends the child. What it
 * writes to its standard streams is forwarded to ours.
 */
public final class ChildJvm {
    static final String SOCKET_VARIABLE = "FERMATA_SOCKET";
    static final String TOKEN_VARIABLE = "FERMATA_TOKEN";

    /** How long to wait for the end of its output where children of its own hold that open. */
    private static final int MOST_FORWARDING_SECONDS = 1;

    private final Process process;
    private final SocketChannel channel;
    private final LineForwarder errors;
    private final CompletableFuture<Integer> ended;

    private ChildJvm(Process process, SocketChannel channel, LineForwarder output, LineForwarder errors) {
        this.process = process;
        this.channel = channel;
        this.errors = errors;
        this.ended = process.onExit()
                .thenCompose(gone -> CompletableFuture.allOf(output.ended(), errors.ended())
                        .completeOnTimeout(null, MOST_FORWARDING_SECONDS, TimeUnit.SECONDS))
                .thenApply(forwarded -> process.exitValue());
    }

    /**
     * Starts a JVM and waits until it has connected: mostly some hundredths of a second.
     *
     * @param settings what it runs
     * @return the child
     * @throws InterruptedIOException if this thread is interrupted; the child is killed
     * @throws IOException if it cannot be started, or does not connect; the message has what it wrote to its standard error
     */
    public static ChildJvm start(ChildSettings settings) throws IOException {
        Token token = Token.random();
        try (SocketDirectory directory = SocketDirectory.create();
                ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(directory.address());
            Process process = process(settings, directory, token);
            String name = "fermata-output-" + process.pid();
            LineForwarder output = LineForwarder.start(process.getInputStream(), () -> System.out, name);
            LineForwarder errors = LineForwarder.start(process.getErrorStream(), () -> System.err, name + "-errors");
            try {
                WarmUp.inParent();
                return new ChildJvm(process, accept(server, process, token, settings.patience()), output, errors);
            } catch (IOException e) {
                throw failed(process, errors, e);
            }
        }
    }

    private static Process process(ChildSettings settings, SocketDirectory directory, Token token) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(JavaCommand.of(settings));
        if (settings.directory() != null) {
            builder.directory(settings.directory().toFile());
        }
        builder.environment().keySet().removeAll(InheritedOptions.VARIABLES);
        builder.environment().putAll(settings.environment());
        builder.environment().put(SOCKET_VARIABLE, directory.address().getPath().toString());
        builder.environment().put(TOKEN_VARIABLE, token.text());
        return builder.start();
    }

    /** Waits for the one that knows the token. */
    private static SocketChannel accept(ServerSocketChannel server, Process process, Token token, Duration patience)
            throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        try (Selector selector = Selector.open()) {
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            var unused = process.onExit().thenRun(selector::wakeup);
            while (true) {
                SocketChannel channel = server.accept();
                if (channel != null && isChild(channel, token, deadline)) {
                    return channel;
                }
                await(selector, process, deadline);
            }
        }
    }

    private static void await(Selector selector, Process process, long deadline) throws IOException {
        if (!process.isAlive()) {
            throw new IOException("it ended before it had connected, with exit code " + process.exitValue());
        }
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            throw new IOException("it did not connect in time");
        }
        selector.select(left);
        selector.selectedKeys().clear();
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while it started");
        }
    }

    /** Reads the child's half of the token and answers with ours. One that does not know it is sent away. */
    static boolean isChild(SocketChannel channel, Token token, long deadline) throws IOException {
        ByteBuffer received = ByteBuffer.allocate(Token.HALF);
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            while (received.hasRemaining()) {
                selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
                selector.selectedKeys().clear();
                if (channel.read(received) < 0
                        || System.nanoTime() > deadline
                        || Thread.currentThread().isInterrupted()) {
                    channel.close();
                    return false;
                }
            }
        }
        if (!Token.isSame(token.ofChild(), received.array())) {
            channel.close();
            return false;
        }
        channel.configureBlocking(true);
        channel.write(ByteBuffer.wrap(token.ofParent()));
        return true;
    }

    private static IOException failed(Process process, LineForwarder errors, IOException cause) {
        kill(process);
        boolean interrupted = Thread.interrupted(); // else nobody would wait for its end
        try {
            process.waitFor();
            errors.join(1_000);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        String said = errors.tail();
        String text = "A child process (" + process.pid() + ") could not be started: " + cause.getMessage() + "."
                + (said.isEmpty() ? "" : " It said:\n" + said);
        IOException failure = cause instanceof InterruptedIOException
                ? new InterruptedIOException(text)
                : new IOException(text, cause);
        return failure;
    }

    /**
     * The process.
     *
     * @return running, or ended; its standard streams are in use
     */
    public Process process() {
        return process;
    }

    /** Ends the process at once. What it has written is forwarded. */
    public void kill() {
        kill(process);
    }

    /** Not by the process itself, which would close its streams, and so drop what is not read yet. */
    private static void kill(Process process) {
        var unused = process.toHandle().destroyForcibly();
    }

    /**
     * The connection.
     *
     * @return in blocking mode
     */
    public SocketChannel channel() {
        return channel;
    }

    /**
     * Its end.
     *
     * @return its exit code, when it has ended and its output is forwarded; a new one on each call
     */
    public CompletableFuture<Integer> ended() {
        return ended.copy();
    }

    /**
     * What the child has written to its standard error last.
     *
     * @return up to twenty lines
     */
    public String lastErrors() {
        return errors.tail();
    }
}
