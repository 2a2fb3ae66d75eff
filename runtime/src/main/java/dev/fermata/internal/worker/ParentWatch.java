package dev.fermata.internal.worker;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends this process when its parent is gone, also when that was killed.
 *
 * <p>The standard input is a pipe that the parent holds open and never writes to. The system closes it with the parent, and
 * the read returns at once. Should somebody else hold the other end too (a process that the parent has started in some other
 * way, at the wrong moment), the second thread still sees that the parent is gone, within some seconds.
 *
 * <p>A JVM that ends waits for its threads that are in a system call, for up to 0.3 seconds. So a shutdown hook ends the read.
 */
final class ParentWatch extends Thread {
    /** For shutdown hooks, and for the start. */
    private static final long PATIENCE_SECONDS = 2;

    private static final int LONGEST_INTERRUPT_MILLIS = 100;

    private static final int PARENT_IS_GONE = 1;

    /** What this thread does, because five threads need no five classes. */
    private enum Job {
        READ,
        ASK,
        HALT,
        END_READ,
        INTERRUPT
    }

    private final Job job;
    private final @Nullable Thread reader;

    private ParentWatch(Job job, @Nullable Thread reader) {
        super("fermata-parent-watch-" + job);
        this.job = job;
        this.reader = reader;
        setDaemon(true);
    }

    static void begin() {
        Thread reader = new ParentWatch(Job.READ, null);
        Runtime.getRuntime().addShutdownHook(new ParentWatch(Job.END_READ, reader));
        reader.start();
    }

    @Override
    public void run() {
        switch (job) {
            case READ -> {
                new ParentWatch(Job.ASK, null).start();
                if (readToTheEnd()) {
                    end();
                }
            }
            case ASK -> {
                pause(); // The start of the process has better things to do.
                ProcessHandle.current()
                        .parent()
                        .ifPresent(parent -> parent.onExit().join());
                end();
            }
            case HALT -> {
                pause();
                Runtime.getRuntime().halt(PARENT_IS_GONE);
            }
            case END_READ -> {
                Thread interrupting = new ParentWatch(Job.INTERRUPT, reader);
                interrupting.start();
                joinBriefly(interrupting);
            }
            case INTERRUPT -> Objects.requireNonNull(reader).interrupt();
        }
    }

    /** Returns whether the parent is gone; false if this process ends by itself. */
    private static boolean readToTheEnd() {
        ByteBuffer buffer = ByteBuffer.allocate(1);
        try (FileChannel input = new FileInputStream(FileDescriptor.in).getChannel()) {
            while (input.read(buffer.clear()) >= 0) {
                // Nobody writes, but it would mean nothing.
            }
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static void end() {
        SocketDirectory.deleteLeft();
        new ParentWatch(Job.HALT, null).start();
        System.exit(PARENT_IS_GONE);
    }

    /** Not for long: on a system whose pipes cannot be interrupted, who tries has to wait for the end of the read. */
    private static void joinBriefly(Thread interrupting) {
        try {
            interrupting.join(LONGEST_INTERRUPT_MILLIS);
        } catch (InterruptedException e) {
            // The time is over all the sooner.
        }
    }

    private static void pause() {
        try {
            boolean unused = new CountDownLatch(1).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // The time is over all the sooner.
        }
    }
}
