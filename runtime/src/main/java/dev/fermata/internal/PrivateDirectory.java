package dev.fermata.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The directory in which this process keeps what it shares with its children: files to be mapped, and sockets. Only the
 * user may look into it.
 *
 * <p>It stands in memory, under {@code /dev/shm}, where there is such a thing, and else with the temporary files; the
 * property {@code fermata.directory} names another place. It is deleted when the JVM ends. A JVM that is killed cannot do
 * that. So it holds a lock on a file in the directory, which the system frees with the process: whoever gets the lock of a
 * directory knows that its owner is gone, and deletes it. Every process tries that for all directories when it makes its
 * own.
 */
public final class PrivateDirectory {
    static final String PREFIX = "fermata-";
    static final String LOCKED_BY_OWNER = "owner";

    static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static @Nullable Path own; // guard: the class

    @SuppressWarnings("UnusedVariable") // kept, for it would be closed if it were garbage
    private static @Nullable FileChannel ownerLock; // never closed: the system does it. Guard: the class

    private PrivateDirectory() {}

    /**
     * The directory of this process, which is made by the first call.
     *
     * @return an existing directory
     * @throws UncheckedIOException if it cannot be made
     */
    public static synchronized Path path() {
        Path known = own;
        if (known == null) {
            try {
                known = make();
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "cannot make a private directory in " + place()
                                + ". Name another place by -Dfermata.directory=DIR: " + e,
                        e);
            }
            own = known;
            AbandonedDirectories.deleteAtExit(known);
            AbandonedDirectories.deleteAll();
        }
        return known;
    }

    private static Path make() throws IOException {
        Path made = Files.createTempDirectory(place(), PREFIX, attributes("rwx------"));
        // The file gets its name when it is locked: under this name it is never seen unlocked while its owner lives.
        Path unnamed = newFile(made, "new-");
        FileChannel channel = FileChannel.open(unnamed, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            throw new IOException("a file that was just made is locked: " + unnamed);
        }
        ownerLock = channel;
        Files.move(unnamed, made.resolve(LOCKED_BY_OWNER));
        return made;
    }

    static Path place() {
        String named = System.getProperty("fermata.directory");
        if (named != null) {
            return Path.of(named).toAbsolutePath();
        }
        Path memory = Path.of("/dev/shm");
        return Files.isDirectory(memory) && Files.isWritable(memory)
                ? memory
                : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /**
     * Makes an empty file in the directory of this process, for the user alone.
     *
     * @param prefix its name begins with that
     * @return the file
     * @throws IOException if it cannot be made
     */
    public static Path newFile(String prefix) throws IOException {
        return newFile(path(), prefix);
    }

    private static Path newFile(Path directory, String prefix) throws IOException {
        return Files.createTempFile(directory, prefix, "", attributes("rw-------"));
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        if (!POSIX) {
            return new FileAttribute<?>[0]; // there, temporary files are the user's own
        }
        Set<PosixFilePermission> allowed = EnumSet.copyOf(PosixFilePermissions.fromString(permissions));
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(allowed)};
    }

    /** Whether it is the directory of this process. */
    static synchronized boolean isOwn(Path directory) {
        return directory.equals(own);
    }
}
