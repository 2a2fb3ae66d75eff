package dev.fermata.process;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ends of pipes that are given away with an object that this thread serialises. */
final class Travelling {
    private static final ThreadLocal<@Nullable Travelling> CURRENT = new ThreadLocal<>();

    private final List<Given> ends = new ArrayList<>(); // the serialising thread, and whoever gets this afterwards

    /** Serialises something, which may be a part of something else. What could not be serialised has given nothing away. */
    static <E extends Exception> Travelling during(Writing<E> writing) throws E {
        Travelling outer = CURRENT.get();
        Travelling travelling = new Travelling();
        CURRENT.set(travelling);
        boolean written = false;
        try {
            writing.write();
            written = true;
        } finally {
            CURRENT.set(outer);
            if (!written) {
                travelling.takeBack();
            } else if (outer != null) {
                outer.ends.addAll(travelling.ends);
            }
        }
        return travelling;
    }

    /**
     * An end that was given away.
     *
     * @param takeBack says that it was not sent after all
     * @param lost says that the process to which it was sent has ended
     */
    record Given(Runnable takeBack, Runnable lost) {}

    interface Writing<E extends Exception> {
        void write() throws E;
    }

    static void note(Given end) {
        Travelling current = CURRENT.get();
        if (current != null) {
            current.ends.add(end);
        }
    }

    /** It is not sent. */
    void takeBack() {
        ends.forEach(end -> end.takeBack().run());
    }

    /** Where it was sent to is gone. */
    void lost() {
        ends.forEach(end -> end.lost().run());
    }
}
