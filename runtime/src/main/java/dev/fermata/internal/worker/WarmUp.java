package dev.fermata.internal.worker;

import dev.fermata.concurrent.SerializableCallable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Does what the first task needs while there is nothing else to do but to wait: a lambda goes through serialisation and back,
 * so that the JDK's classes for that are loaded when the first task comes.
 */
final class WarmUp {
    private static final AtomicBoolean DONE = new AtomicBoolean();

    private WarmUp() {}

    /** In a worker, while it connects. On a thread of its own, because the main one is mostly waiting then. */
    static void inWorker() {
        Thread thread = new Thread("fermata-warm-up") {
            @Override
            public void run() {
                serialization();
                ignoreInterrupts();
            }
        };
        thread.setDaemon(true);
        thread.start();
    }

    /** In its parent, while the first child starts. On the thread that will serialise the first task. */
    static void inParent() {
        if (DONE.compareAndSet(false, true)) {
            serialization();
        }
    }

    private static void serialization() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ObjectOutputStream out = new ObjectOutputStream(bytes);
            out.writeObject((SerializableCallable<String>) () -> "warm");
            out.flush();
            Object unused = new ValueInputStream(
                            new ByteArrayInputStream(bytes.toByteArray()),
                            WarmUp.class.getClassLoader(),
                            Filters.of(Filters.STANDARD))
                    .readValue();
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            // A filter of this JVM may refuse our lambda. What is not ready then is made ready by the first task.
        }
    }

    /**
     * Ctrl-C goes to all processes of a terminal. The pool's process decides what becomes of its tasks; if it ends, so do
     * its workers. By reflection, because the module jdk.unsupported may be missing.
     */
    private static void ignoreInterrupts() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object interrupt = signal.getConstructor(String.class).newInstance("INT");
            Object ignore = handler.getField("SIG_IGN").get(null);
            Object unused = signal.getMethod("handle", signal, handler).invoke(null, interrupt, ignore);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // Then they end with Ctrl-C, together with the pool's process.
        }
    }
}
