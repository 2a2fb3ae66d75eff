package dev.fermata.internal;

/** A frame of the library itself, which no method of the user stands for. */
public interface Named {
    /**
     * What it is called in messages.
     *
     * @return the name of the function that has made it
     */
    String name();
}
