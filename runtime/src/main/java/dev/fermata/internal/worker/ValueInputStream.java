package dev.fermata.internal.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import org.jspecify.annotations.Nullable;

/** Reads a serialised value, through a filter, with the classes of a class loader. */
public final class ValueInputStream extends ObjectInputStream {
    /** Everything but classes that are known to run code as they are read; see docs/processes.md. */
    public static final String STANDARD_FILTER = "!java.rmi.**;!sun.rmi.**;!javax.management.**;!javax.naming.**;"
            + "!com.sun.jndi.**;!com.sun.rowset.**;!com.sun.org.apache.xalan.**;!org.apache.commons.collections.functors.*;"
            + "!org.apache.commons.collections4.functors.*;!org.codehaus.groovy.runtime.**;!bsh.**";

    private final ClassLoader loader;

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
        setObjectInputFilter(ObjectInputFilter.merge(filter, ObjectInputFilter.Config.getSerialFilter()));
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
        return readObject();
    }
}
