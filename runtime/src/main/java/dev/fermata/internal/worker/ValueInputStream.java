package dev.fermata.internal.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import org.jspecify.annotations.Nullable;

/** Reads a serialised value, through a filter, with the classes of a class loader. */
public final class ValueInputStream extends ObjectInputStream {
    private final ClassLoader loader;
    private @Nullable Class<?> rejected;

    /**
     * Begins to read.
     *
     * @param in the value
     * @param loader where its classes are looked for
     * @param filter asked for every class; the filter of this JVM is asked too
     * @throws IOException if that is no value
     */
    public ValueInputStream(InputStream in, ClassLoader loader, ObjectInputFilter filter) throws IOException {
        super(in);
        this.loader = loader;
        ObjectInputFilter both = ObjectInputFilter.merge(filter, ObjectInputFilter.Config.getSerialFilter());
        setObjectInputFilter(new ObjectInputFilter() {
            @Override
            public Status checkInput(FilterInfo info) {
                Status status = both.checkInput(info);
                if (status == Status.REJECTED) {
                    rejected = info.serialClass();
                }
                return status;
            }
        });
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
        try {
            return Class.forName(description.getName(), false, loader);
        } catch (ClassNotFoundException e) {
            try {
                return super.resolveClass(description); // knows void, int ...
            } catch (ClassNotFoundException missing) {
                throw new ClassNotFoundException(
                        description.getName() + " was sent by the other process, but this one (" + processId()
                                + ") does not find it: the class must be on the class path that both share.",
                        missing);
            }
        }
    }

    private static long processId() {
        return ProcessHandle.current().pid();
    }

    /**
     * Reads the value.
     *
     * @return the value
     * @throws IOException if it cannot be read
     * @throws ClassNotFoundException if a class is missing
     */
    public @Nullable Object readValue() throws IOException, ClassNotFoundException {
        try {
            return readObject();
        } catch (InvalidClassException e) {
            Class<?> culprit = rejected;
            if (culprit == null) {
                throw e;
            }
            InvalidClassException explained = new InvalidClassException(
                    culprit.getName(),
                    "the filter of process " + processId()
                            + " does not let this class in. If it is to be let in, say so in serialFilter or jdk.serialFilter");
            explained.initCause(e);
            throw explained;
        }
    }
}
