package dev.fermata.process;

import dev.fermata.internal.worker.ParentConnection;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** What the JVM of a {@link Process} runs. */
final class ProcessMain {
    private static final int FAILED = 1;

    private ProcessMain() {}

    /**
     * Runs the process that the parent sends.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        String name = "Process";
        try {
            Process process = Serial.object(receive());
            name = process.name();
            process.run();
        } catch (Throwable thrown) {
            System.err.println(name + " failed:");
            thrown.printStackTrace();
            System.exit(FAILED);
        }
    }

    private static byte[] receive() throws IOException {
        try (SocketChannel parent = ParentConnection.open()) {
            byte[] bytes = new byte[read(parent, Integer.BYTES).getInt()];
            read(parent, bytes.length).get(bytes);
            return bytes;
        }
    }

    private static ByteBuffer read(SocketChannel parent, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (parent.read(bytes) < 0) {
                throw new EOFException("the parent process has ended");
            }
        }
        return bytes.flip();
    }
}
