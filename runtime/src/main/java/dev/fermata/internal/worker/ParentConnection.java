package dev.fermata.internal.worker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Map;

/** The way of a child back to the {@link ChildJvm} in its parent. On the path of its start: no lambdas, little loaded. */
public final class ParentConnection {
    private ParentConnection() {}

    /**
     * Connects to the parent, from the main thread of a child. From now on the child ends with its parent, and its standard
     * input is empty.
     *
     * @return the connection, in blocking mode
     * @throws IOException if there is no parent, or it is not ours
     */
    public static SocketChannel open() throws IOException {
        ParentWatch.begin();
        System.setIn(InputStream.nullInputStream());
        return connect(System.getenv());
    }

    static SocketChannel connect(Map<String, String> environment) throws IOException {
        String path = environment.get(ChildJvm.SOCKET_VARIABLE);
        String text = environment.get(ChildJvm.TOKEN_VARIABLE);
        if (path == null || text == null) {
            throw new IOException("This class is started by Fermata, as the main class of a child process. "
                    + "Use ProcessPoolExecutor or Process.");
        }
        Token token = Token.parse(text);
        SocketChannel channel;
        try {
            channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            SocketDirectory.deleteLeft();
            throw e;
        }
        channel.write(ByteBuffer.wrap(token.ofChild()));
        ByteBuffer received = ByteBuffer.allocate(Token.HALF);
        while (received.hasRemaining()) {
            if (channel.read(received) < 0) {
                throw new EOFException("The parent process has closed the connection.");
            }
        }
        if (!Token.isSame(token.ofParent(), received.array())) {
            throw new IOException("What listens at " + path + " is not the parent process.");
        }
        return channel;
    }
}
