package dev.fermata.process;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * What stands for a shared value or a lock in serialised data.
 *
 * @param kind what it is
 * @param path of its file
 */
record SharedHandle(Kind kind, String path) implements Serializable {
    /** What there is. */
    enum Kind {
        INT,
        LONG,
        DOUBLE,
        BYTES,
        LOCK
    }

    private Object readResolve() throws ObjectStreamException {
        SharedFile file;
        try {
            file = SharedFile.open(Path.of(path));
        } catch (IOException e) {
            throw (ObjectStreamException) new InvalidObjectException(e.getMessage()).initCause(e);
        }
        return switch (kind) {
            case INT -> new SharedInt(file, false);
            case LONG -> new SharedLong(file, false);
            case DOUBLE -> new SharedDouble(file, false);
            case BYTES -> new SharedBytes(file, false);
            case LOCK -> new ProcessLock(file, false);
        };
    }
}
