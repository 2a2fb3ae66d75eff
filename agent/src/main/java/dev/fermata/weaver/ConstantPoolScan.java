package dev.fermata.weaver;

import java.nio.charset.StandardCharsets;

/**
 * Decides from the constant pool alone whether a class file can have to do with us. It makes no object and looks at each
 * entry once, so that classes which are not ours cost next to nothing.
 *
 * <p>Layout: JVMS 4.1 and 4.4.
 */
final class ConstantPoolScan {
    private static final int MAGIC = 0xCAFEBABE;
    private static final int POOL = 10;
    private static final byte[] PACKAGE = Contract.PACKAGE.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ANNOTATIONS = "annotation/".getBytes(StandardCharsets.US_ASCII);

    private ConstantPoolScan() {}

    /**
     * Whether a constant of {@code classFile} names our annotation, or a class of our main package: what can be awaited is
     * there, and all that is recognised. False also for what is no class file.
     */
    static boolean mentionsUs(byte[] classFile) {
        if (classFile.length < POOL || u4(classFile, 0) != MAGIC) {
            return false;
        }
        int count = u2(classFile, POOL - 2);
        int at = POOL;
        for (int i = 1; i < count && at + 2 < classFile.length; i++) {
            int tag = classFile[at];
            if (tag == 1) {
                int length = u2(classFile, at + 1);
                if (isOurs(classFile, at + 3, length)) {
                    return true;
                }
                at += 3 + length;
            } else {
                at += size(tag);
                if (tag == 5 || tag == 6) {
                    i++; // a long or a double takes two entries
                }
            }
        }
        return false;
    }

    /** A class is named as {@code dev/fermata/X}, an annotation or a method type has an L before that. */
    private static boolean isOurs(byte[] classFile, int start, int length) {
        int end = Math.min(start + length, classFile.length);
        for (int at = start; at <= end - PACKAGE.length; at++) {
            if (hasAt(classFile, at, end, PACKAGE) && isConcern(classFile, at + PACKAGE.length, end)) {
                return true;
            }
        }
        return false;
    }

    /** Whether what begins behind the name of our package concerns the weaver. */
    private static boolean isConcern(byte[] classFile, int start, int end) {
        if (hasAt(classFile, start, end, ANNOTATIONS)) {
            return true;
        }
        int at = start;
        while (at < end && classFile[at] != '/' && classFile[at] != ';' && classFile[at] != '<') {
            at++;
        }
        return at == end || classFile[at] != '/';
    }

    private static boolean hasAt(byte[] classFile, int at, int end, byte[] name) {
        if (at + name.length > end) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (classFile[at + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    private static int size(int tag) {
        return switch (tag) {
            case 5, 6 -> 9;
            case 15 -> 4;
            case 7, 8, 16, 19, 20 -> 3;
            default -> 5;
        };
    }

    private static int u2(byte[] bytes, int at) {
        return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
    }

    private static int u4(byte[] bytes, int at) {
        return (u2(bytes, at) << 16) | u2(bytes, at + 2);
    }
}
