package dev.fermata.internal.hub;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.HexFormat;

/** Speaks to a {@link Wire}, message by message. */
final class RawWire implements AutoCloseable {
    private static final int HEAD = Byte.BYTES + Long.BYTES;

    private final SocketChannel channel;

    RawWire(SocketChannel channel) {
        this.channel = channel;
    }

    /** One that knows the token. */
    static RawWire guest(HubAddress host) throws IOException {
        RawWire guest = new RawWire(SocketChannel.open(StandardProtocolFamily.UNIX));
        guest.channel.connect(UnixDomainSocketAddress.of(host.path()));
        byte[] token = HexFormat.of().parseHex(host.token());
        guest.write(
                Wire.HELLO,
                0,
                ByteBuffer.allocate(token.length + Long.BYTES).put(token).putLong(1));
        return guest;
    }

    void write(byte kind, long request, ByteBuffer rest) throws IOException {
        rest.flip();
        ByteBuffer message = ByteBuffer.allocate(Integer.BYTES + HEAD + rest.remaining());
        message.putInt(HEAD + rest.remaining()).put(kind).putLong(request).put(rest);
        writeRaw(message.flip());
    }

    void writeRaw(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    void doNotWait() throws IOException {
        channel.configureBlocking(false);
    }

    /** Reads a message, and returns its kind. */
    byte read() throws IOException {
        return bytes(bytes(Integer.BYTES).getInt()).get();
    }

    private ByteBuffer bytes(int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) <= 0) {
                throw new EOFException("only " + bytes.position() + " of " + count + " bytes are there");
            }
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
