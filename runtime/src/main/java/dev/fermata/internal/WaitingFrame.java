package dev.fermata.internal;

/** A frame of the library that knows what is waited for better than the future that it awaits. */
public interface WaitingFrame extends Named {
    /**
     * What is waited for.
     *
     * @return words that go behind "waits for"
     */
    String purpose();
}
