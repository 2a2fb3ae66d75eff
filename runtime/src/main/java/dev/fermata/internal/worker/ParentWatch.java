package dev.fermata.internal.worker;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends this process when its parent is gone, also when that was killed.
 *
 * <p>The standard input is a pipe that the parent holds open and never writes to. The system closes it with the parent, and
 * the read returns at once. Should somebody else hold the other end too (a process that the parent has started in some other
 * way, at the wrong moment), the second thread still sees that the parent is gone, within some seconds.
 */
final class ParentWatch extends Thread {
    /** For shutdown hooks, and for the start. */
    private static final long PATIENCE_SECONDS = 2;

    private static final int PARENT_IS_GONE = 1;

    /** What this thread does, because three threads need no three classes. */
    private enum Job {
        READ,
        ASK,
        HALT
    }

    private final Job job;

    private ParentWatch(Job job) {
        super("fermata-parent-watch-" + job);
        this.job = job;
        setDaemon(true);
    }

    static void begin() {
        new ParentWatch(Job.READ).start();
    }

    @Override
    public void run() {
        switch (job) {
            case READ -> {
                new ParentWatch(Job.ASK).start();
                readToTheEnd();
                end();
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
        }
    }

    private static void readToTheEnd() {
        try (FileInputStream input = new FileInputStream(FileDescriptor.in)) {
            while (input.read() >= 0) {
                // Nobody writes, but it would mean nothing.
            }
        } catch (IOException e) {
            // The same as its end.
        }
    }

    private static void end() {
        new ParentWatch(Job.HALT).start();
        System.exit(PARENT_IS_GONE);
    }

    private static void pause() {
        try {
            boolean unused = new CountDownLatch(1).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // The time is over all the sooner.
        }
    }
}
