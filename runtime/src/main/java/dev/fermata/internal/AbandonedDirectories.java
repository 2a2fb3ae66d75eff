package dev.fermata.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The {@linkplain PrivateDirectory private directories} of processes that are gone: how they are told, and deleted. */
public final class AbandonedDirectories {
    /** From this age on, a directory without the file of its owner was left by a process killed as it made it. */
    private static final Duration MOST_UNFINISHED = Duration.ofHours(1);

    /** How often to try what may succeed at any moment, and how long to wait in between. */
    private static final int MOST_TRIES = 50;

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private static final Set<Path> FOREIGN = ConcurrentHashMap.newKeySet();

    private AbandonedDirectories() {}

    static void deleteAtExit(Path directory) {
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
        if (directory != null && !PrivateDirectory.isOwn(directory) && FOREIGN.add(directory)) {
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
    public static void deleteAll() {
        try (DirectoryStream<Path> directories =
                Files.newDirectoryStream(PrivateDirectory.place(), PrivateDirectory.PREFIX + "*")) {
            for (Path directory : directories) {
                if (isOfThisUser(directory) && isAbandoned(directory)) {
                    delete(directory);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // What cannot be looked at is left to the next process.
        }
    }

    /** Whether it has the owner of our own directory: the name of the user need not be known, as in some containers. */
    private static boolean isOfThisUser(Path directory) {
        try {
            return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                    && (!PrivateDirectory.POSIX
                            || Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS)
                                    .equals(Files.getOwner(PrivateDirectory.path())));
        } catch (IOException e) {
            return false; // somebody else has deleted it
        }
    }

    /** Whether the owner of a directory is gone; false also if it is not there, or cannot be asked. */
    private static boolean isAbandoned(Path directory) {
        if (PrivateDirectory.isOwn(directory)) {
            return false; // to open and close the file here would free the lock
        }
        try (FileChannel channel =
                FileChannel.open(directory.resolve(PrivateDirectory.LOCKED_BY_OWNER), StandardOpenOption.WRITE)) {
            return channel.tryLock() != null;
        } catch (NoSuchFileException e) {
            return isOlderThan(MOST_UNFINISHED, directory);
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
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
