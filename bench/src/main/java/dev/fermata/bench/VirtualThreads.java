package dev.fermata.bench;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** The virtual threads of the JDK, by a method handle: this is compiled for a JDK that has none. */
public final class VirtualThreads {
    /** A pattern for the benchmarks that need them. */
    static final String BENCHMARKS = ".*[vV]irtualThread.*";

    private static final MethodHandle START;

    static {
        MethodHandle start = null;
        try {
            start = MethodHandles.publicLookup()
                    .findStatic(
                            Thread.class, "startVirtualThread", MethodType.methodType(Thread.class, Runnable.class));
        } catch (NoSuchMethodException e) {
            // Before JDK 21.
        } catch (IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
        START = start;
    }

    private VirtualThreads() {}

    static boolean exist() {
        return START != null;
    }

    /** Starts one. */
    public static Thread start(Runnable work) {
        try {
            return (Thread) START.invokeExact(work);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Runs {@code work} in one, and waits for its end. */
    public static void run(Runnable work) {
        join(start(work));
    }

    /** Waits for the end of one. */
    public static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts a benchmark", e);
        }
    }
}
