package dev.fermata.internal.hub;

import dev.fermata.sync.QueueEmptyException;
import dev.fermata.sync.QueueFullException;
import dev.fermata.sync.QueueShutDownException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Exceptions on their way to another process: a number for the type, and the message. */
final class Failures {
    private Failures() {}

    static byte[] bytes(Throwable failure) {
        byte type = 0;
        if (failure instanceof QueueShutDownException) {
            type = 1;
        } else if (failure instanceof QueueFullException) {
            type = 2;
        } else if (failure instanceof QueueEmptyException) {
            type = 3;
        } else if (failure instanceof EOFException) {
            type = 4;
        } else if (failure instanceof IOException) {
            type = 5;
        }
        byte[] message = String.valueOf(failure.getMessage()).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + message.length).put(type).put(message).array();
    }

    static Exception exception(ByteBuffer bytes) {
        byte type = bytes.get();
        String message = StandardCharsets.UTF_8.decode(bytes).toString();
        return switch (type) {
            case 1 -> new QueueShutDownException(message);
            case 2 -> new QueueFullException(message);
            case 3 -> new QueueEmptyException(message);
            case 4 -> new EOFException(message);
            case 5 -> new IOException(message);
            default -> new IllegalStateException(message);
        };
    }
}
