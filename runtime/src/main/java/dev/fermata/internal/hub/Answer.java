package dev.fermata.internal.hub;

/**
 * What comes upon a call. Whoever gets it says that it is accepted, or gives it back: then it is as if the call had not
 * been. One who dies without a word has not got it, unless it was seen: then he has it.
 */
public final class Answer {
    private static final byte[] EMPTY = {};

    private final byte[] value;
    private final Runnable accept;
    private final Runnable giveBack;

    // OFFERED -> SETTLED    once: accepted, or given back; from the beginning if it need not be
    private boolean settled; // guard: this
    private boolean seen; // guard: this

    /**
     * Makes an answer.
     *
     * @param value what it says
     * @param accept called if it is accepted
     * @param giveBack called if it is given back
     */
    public Answer(byte[] value, Runnable accept, Runnable giveBack) {
        this.value = value;
        this.accept = accept;
        this.giveBack = giveBack;
    }

    /**
     * Makes an answer that need not be accepted.
     *
     * @param value what it says
     * @return the answer
     */
    public static Answer of(byte[] value) {
        Answer answer = new Answer(value, () -> {}, () -> {});
        answer.settled = true;
        return answer;
    }

    /**
     * Makes an answer that need not be accepted, and says nothing.
     *
     * @return the answer
     */
    public static Answer empty() {
        return of(EMPTY);
    }

    /**
     * What it says.
     *
     * @return bytes, not to be changed
     */
    public byte[] value() {
        return value;
    }

    /** Accepts it. Does nothing if it was given back or accepted before. */
    public void accept() {
        if (settle()) {
            accept.run();
        }
    }

    /** Gives it back. Does nothing if it was given back or accepted before. */
    public void giveBack() {
        if (settle()) {
            giveBack.run();
        }
    }

    /** From now on the process that gets it may use it, and cannot be asked whether it did if it dies. */
    synchronized void seen() {
        seen = true;
    }

    /** The process that was to get it is gone. */
    void left() {
        if (isSeen()) {
            accept();
        } else {
            giveBack();
        }
    }

    private synchronized boolean isSeen() {
        return seen;
    }

    /** Whether nothing more has to be said about it. */
    synchronized boolean isSettled() {
        return settled;
    }

    private synchronized boolean settle() {
        boolean first = !settled;
        settled = true;
        return first;
    }
}
