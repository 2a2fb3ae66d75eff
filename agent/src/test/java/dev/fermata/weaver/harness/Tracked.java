package dev.fermata.weaver.harness;

/** An object of which a test finds out whether a frame holds it; an exception, so that it can also be thrown. */
public final class Tracked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes one. */
    public Tracked(String name) {
        super(name, null, false, false);
    }

    /** What the test calls it. */
    public String name() {
        return getMessage();
    }
}
