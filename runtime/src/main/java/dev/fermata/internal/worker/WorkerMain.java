package dev.fermata.internal.worker;

import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;

/** The main class of a worker: connects to the pool and runs its tasks. */
public final class WorkerMain {
    private WorkerMain() {}

    /**
     * Runs until the pool says that it is enough, or is gone.
     *
     * @param arguments none
     * @throws IOException if there is no pool
     */
    public static void main(String[] arguments) throws IOException {
        WarmUp.inWorker();
        WorkerChannel channel = new WorkerChannel(ParentConnection.open(), new NoPrints());
        PrintStream terminal = System.err;
        System.setOut(PrintFrames.stream(channel, WorkerChannel.PRINT));
        System.setErr(PrintFrames.stream(channel, WorkerChannel.PRINT_ERROR));
        int code = 0;
        try {
            new TaskLoop(channel).run();
        } catch (EOFException e) {
            code = 1; // The pool is gone.
        } catch (Throwable e) { // without this thread the process would be of no use, but might stay
            e.printStackTrace(terminal);
            code = 1;
        }
        System.exit(code);
    }

    /** A class, because a lambda would cost the start some milliseconds. */
    private static final class NoPrints implements WorkerChannel.PrintTarget {
        @Override
        public void print(int kind, byte[] text) {
            throw new AssertionError("The pool prints by itself.");
        }
    }
}
