package dev.fermata.process;

/** Serialises as it is done on the way to another process, and back. */
final class Serialised {
    private Serialised() {}

    static <T> T copy(T object) throws Exception {
        return Serial.object(Serial.bytes("It", object));
    }
}
