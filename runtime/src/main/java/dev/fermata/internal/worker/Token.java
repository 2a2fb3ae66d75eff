package dev.fermata.internal.worker;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The secret that a child and its parent know of each other. It travels in the child's environment, which only its user
 * can read, and never on a command line, which everybody can. One half is the child's proof, the other one the parent's.
 */
final class Token {
    static final int HALF = 16;

    private final byte[] bytes;

    private Token(byte[] bytes) {
        this.bytes = bytes;
    }

    static Token random() {
        byte[] bytes = new byte[2 * HALF];
        new SecureRandom().nextBytes(bytes);
        return new Token(bytes);
    }

    static Token parse(String text) {
        return new Token(HexFormat.of().parseHex(text));
    }

    String text() {
        return HexFormat.of().formatHex(bytes);
    }

    byte[] ofChild() {
        return Arrays.copyOf(bytes, HALF);
    }

    byte[] ofParent() {
        return Arrays.copyOfRange(bytes, HALF, 2 * HALF);
    }

    /** Compares in constant time. */
    static boolean isSame(byte[] expected, byte[] received) {
        return MessageDigest.isEqual(expected, received);
    }
}
