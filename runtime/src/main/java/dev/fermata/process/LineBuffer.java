package dev.fermata.process;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes that come in at one end and go out at the other, by lines if one likes. Not for several threads. */
final class LineBuffer {
    private byte[] bytes = new byte[1 << 10];
    private int first;
    private int end;
    private int searched; // from first up to here there is no end of a line

    int size() {
        return end - first;
    }

    void add(byte[] source, int count) {
        if (bytes.length - end < count) {
            int size = size();
            byte[] target = size + count > bytes.length / 2 ? new byte[Math.max(2 * (size + count), 1 << 10)] : bytes;
            System.arraycopy(bytes, first, target, 0, size);
            bytes = target;
            searched -= first;
            first = 0;
            end = size;
        }
        System.arraycopy(source, 0, bytes, end, count);
        end += count;
    }

    byte[] take(int count) {
        byte[] taken = Arrays.copyOfRange(bytes, first, first + count);
        first += count;
        searched = Math.max(searched, first);
        return taken;
    }

    boolean hasLine() {
        while (searched < end && bytes[searched] != '\n') {
            searched++;
        }
        return searched < end;
    }

    /** A line without its end; what is left if that has no end; null if nothing is left. */
    byte @Nullable [] takeLine() {
        if (size() == 0) {
            return null;
        }
        boolean complete = hasLine();
        byte[] line = take(searched - first);
        if (complete) {
            first++;
            searched = first;
            if (line.length > 0 && line[line.length - 1] == '\r') {
                return Arrays.copyOf(line, line.length - 1);
            }
        }
        return line;
    }
}
