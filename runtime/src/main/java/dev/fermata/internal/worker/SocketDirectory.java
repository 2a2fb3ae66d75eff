package dev.fermata.internal.worker;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A directory that only this user can enter, for a socket in it. It is there until the child has connected, and then gone,
 * so nothing is left behind when the program is killed later.
 */
public final class SocketDirectory implements AutoCloseable {
    /** Systems allow 104 or 108 bytes, and one for the end. */
    private static final int LONGEST_PATH = 103;

    private static final Path FALLBACK = Path.of("/tmp");

    private final Path directory;
    private final Path socket;

    private SocketDirectory(Path directory) {
        this.directory = directory;
        this.socket = directory.resolve("socket");
    }

    /**
     * Makes one in {@code java.io.tmpdir}; in {@code /tmp} if a path there would be too long for a socket.
     *
     * @return the directory, to be closed
     * @throws IOException if it cannot be made, with the path and what to do
     */
    public static SocketDirectory create() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        if (isTooLong(temporary) && Files.isDirectory(FALLBACK)) {
            temporary = FALLBACK;
        }
        Path made;
        try {
            made = Files.createTempDirectory(temporary, "fermata", onlyOwner(temporary));
        } catch (IOException e) {
            throw new IOException(
                    "No private directory can be made in " + temporary
                            + ", where the socket to a child process belongs: " + e
                            + ". Point -Djava.io.tmpdir at a directory that can be written to.",
                    e);
        }
        SocketDirectory directory = new SocketDirectory(made);
        if (length(directory.socket) > LONGEST_PATH) {
            directory.close();
            throw new IOException("The path of a socket may have " + LONGEST_PATH + " bytes, and " + directory.socket
                    + " has more. Point -Djava.io.tmpdir at a shorter path.");
        }
        return directory;
    }

    /** In a child whose parent is gone: one that was killed before the child had connected has left its directory. */
    static void deleteLeft() {
        String socket = System.getenv(ChildJvm.SOCKET_VARIABLE);
        Path directory = socket == null ? null : Path.of(socket).getParent();
        if (directory != null) {
            try {
                new SocketDirectory(directory).close();
            } catch (IOException e) {
                // Then it stays.
            }
        }
    }

    private static FileAttribute<?>[] onlyOwner(Path place) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** The name that is added has up to 30 letters and digits. */
    private static boolean isTooLong(Path temporary) {
        return length(temporary) + "/fermata".length() + 20 + "/socket".length() > LONGEST_PATH;
    }

    private static int length(Path path) {
        return path.toString().getBytes(Charset.defaultCharset()).length;
    }

    /**
     * Where the socket is to be bound.
     *
     * @return a path in this directory
     */
    public UnixDomainSocketAddress address() {
        return UnixDomainSocketAddress.of(socket);
    }

    /** Removes the socket and the directory; connections stay as they are. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(socket);
        Files.deleteIfExists(directory);
    }
}
