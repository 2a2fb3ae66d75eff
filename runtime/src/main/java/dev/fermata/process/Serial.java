package dev.fermata.process;

import dev.fermata.internal.Sneaky;
import dev.fermata.internal.worker.Filters;
import dev.fermata.internal.worker.UnserializablePath;
import dev.fermata.internal.worker.ValueInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.ObjectOutputStream;
import org.jspecify.annotations.Nullable;

/** Objects on their way to another process. */
final class Serial {
    private static final ObjectInputFilter FILTER = Filters.of(Filters.STANDARD);

    private Serial() {}

    /**
     * Serialises.
     *
     * @param what it is, as the beginning of a sentence
     * @throws NotSerializableException with the way to what cannot be
     */
    static byte[] bytes(String what, @Nullable Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Travelling.during(() -> {
                try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                    out.writeObject(object);
                }
            });
        } catch (NotSerializableException e) {
            throw Sneaky.rethrow(UnserializablePath.explain(what, object, e));
        }
        return bytes.toByteArray();
    }

    /** What was serialised. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"}) // what was put in, untyped
    static <T extends @Nullable Object> T object(byte[] bytes) throws IOException {
        ClassLoader known = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = known == null ? ClassLoader.getSystemClassLoader() : known;
        try (ValueInputStream in = new ValueInputStream(new ByteArrayInputStream(bytes), loader, FILTER)) {
            return (T) in.readValue();
        } catch (ClassNotFoundException e) {
            throw (IOException) new InvalidObjectException(e.getMessage()).initCause(e);
        }
    }
}
