package dev.fermata.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
    private static final String PREFIX = "fermata-";
    private static final String LOCKED_BY_OWNER = "owner";

    /** From this age on, a directory without the file of its owner was left by a process killed as it made it. */
    private static final Duration MOST_UNFINISHED = Duration.ofHours(1);

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /** How often to try what may succeed at any moment, and how long to wait in between. */
    private static final int MOST_TRIES = 50;

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private static final Set<Path> FOREIGN = ConcurrentHashMap.newKeySet();
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
            deleteAtExit(known);
            deleteAbandoned();
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

    private static Path place() {
        String named = System.getProperty("fermata.directory");
        if (named != null) {
            return Path.of(named);
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

    // ---- deleting

    private static void deleteAtExit(Path directory) {
        addHook(() -> delete(directory), "fermata-delete-" + directory);
    }

    /**
     * Sees to it that the directory of another process is deleted when this process ends after that one. Children end as
     * soon as their parent is gone, so they tidy up behind one that was killed.
     *
     * @param file in that directory; nothing is done for the directory of this process
     */
    public static void outlive(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null && !isOwn(directory) && FOREIGN.add(directory)) {
            long parent = parent();
            addHook(() -> deleteBehindParent(directory, parent), "fermata-delete-" + directory);
        }
    }

    /** The system closes what the parent had one after the other: this may see its end before the lock is free. */
    private static void deleteBehindParent(Path directory, long parent) {
        boolean abandoned = isAbandoned(directory);
        for (int i = 0; i < MOST_TRIES && !abandoned && parent() != parent; i++) {
            LockSupport.parkNanos(PAUSE);
            abandoned = isAbandoned(directory);
        }
        if (abandoned) {
            delete(directory);
        }
    }

    private static long parent() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(-1L);
    }

    private static void addHook(Runnable hook, String name) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(hook, name));
        } catch (IllegalStateException e) {
            // This process is about to end. The next one tidies up.
        }
    }

    /** Deletes the directories of this user whose owners are gone. */
    public static void deleteAbandoned() {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(place(), PREFIX + "*")) {
            for (Path directory : directories) {
                if (isOfThisUser(directory) && isAbandoned(directory)) {
                    delete(directory);
                }
            }
        } catch (IOException e) {
            // What cannot be looked at is left to the next process.
        }
    }

    private static boolean isOfThisUser(Path directory) throws IOException {
        return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                && (!POSIX
                        || Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS)
                                .getName()
                                .equals(System.getProperty("user.name")));
    }

    /**
     * Whether the owner of a directory is gone.
     *
     * @param directory as {@link #path()} has returned it in its owner
     * @return false also if it is not there, or cannot be asked
     */
    public static boolean isAbandoned(Path directory) {
        if (isOwn(directory)) {
            return false; // to open and close the file here would free the lock
        }
        try (FileChannel channel = FileChannel.open(directory.resolve(LOCKED_BY_OWNER), StandardOpenOption.WRITE)) {
            return channel.tryLock() != null;
        } catch (NoSuchFileException e) {
            return isOlderThan(MOST_UNFINISHED, directory);
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    private static synchronized boolean isOwn(Path directory) {
        return directory.equals(own);
    }

    private static boolean isOlderThan(Duration age, Path directory) {
        try {
            return Files.getLastModifiedTime(directory)
                    .toInstant()
                    .isBefore(Instant.now().minus(age));
        } catch (IOException e) {
            return false;
        }
    }

    private static void delete(Path directory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE; // somebody else deletes it, too
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                        throws IOException {
                    Files.deleteIfExists(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // What cannot be deleted is left to the next process.
        }
    }
}
