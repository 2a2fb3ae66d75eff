package dev.fermata;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a program clean up when the virtual machine is told to end, by Ctrl-C for instance: cancels the main task and waits,
 * for some time, until the loop has come to its end.
 *
 * <p>A shutdown hook, because the JDK has no other public way to be told. The exit code is the one of the signal, as without
 * a hook: 130 for Ctrl-C.
 */
final class ShutdownHook extends Thread {
    /** In seconds. The virtual machine ignores a second Ctrl-C, so it must not wait for ever. */
    private static final long PATIENCE = Long.getLong("fermata.shutdown.seconds", 10);

    private final EventLoop loop;
    private final Task<?> main;
    private final CountDownLatch over = new CountDownLatch(1);
    private boolean interrupted; // guard: the loop's thread

    private ShutdownHook(EventLoop loop, Task<?> main) {
        super("fermata-interrupt");
        this.loop = loop;
        this.main = main;
    }

    /** Begins to protect {@code main}, whose loop this thread is about to run. */
    static ShutdownHook install(EventLoop loop, Task<?> main) {
        ShutdownHook hook = new ShutdownHook(loop, main);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException late) {
            // The virtual machine is ending already, so nobody will tell it to.
        }
        return hook;
    }

    /** Ends that: the loop is at its end. */
    void remove() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(this);
        } catch (IllegalStateException running) {
            // It has been running, and need not wait any longer.
        }
    }

    @Override
    public void run() {
        if (loopIsExiting()) {
            return;
        }
        try {
            loop.callSoonThreadSafe(this::cancelMain);
        } catch (IllegalStateException closed) {
            return; // at the same moment
        }
        try {
            if (!over.await(PATIENCE, TimeUnit.SECONDS)) {
                System.err.println(
                        "The program has not ended within " + PATIENCE + " s, and is not waited for any longer. "
                                + "Give it more time by -Dfermata.shutdown.seconds=SECONDS.");
            }
        } catch (InterruptedException e) {
            // The virtual machine ends anyway.
        }
    }

    private void cancelMain() {
        interrupted = true;
        System.err.println("Interrupted. " + loop.tasks.chain(main));
        main.cancel("interrupted");
    }

    /** Keeps the present thread from printing {@code error} if it ends with it: why the program ends is known already. */
    void silence(CancelledError error) {
        if (interrupted) {
            Thread thread = Thread.currentThread();
            Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
            thread.setUncaughtExceptionHandler((of, thrown) -> {
                if (thrown != error) {
                    before.uncaughtException(of, thrown);
                }
            });
        }
    }

    /** Whether the program itself has called {@code System.exit}, which waits for this hook. */
    private boolean loopIsExiting() {
        Thread thread = loop.thread.thread();
        if (thread != null) {
            for (StackTraceElement element : thread.getStackTrace()) {
                if (element.getClassName().equals("java.lang.Shutdown")) {
                    return true;
                }
            }
        }
        return false;
    }
}
