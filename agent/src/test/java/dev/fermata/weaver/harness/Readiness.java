package dev.fermata.weaver.harness;

/** What is awaited may be there already, or not. */
public enum Readiness {
    /** It never is: each await suspends. */
    SUSPENDS,
    /** It always is: no await suspends. */
    READY,
    /** Awaiting it always throws at once. */
    FAILS,
    /** Sometimes this, sometimes that. */
    VARIES;

    private static final int FEW = 5;
    private static final int FAILING_EACH = 7;

    /** What becomes of the await with a number; neither varies. */
    Readiness of(int number) {
        if (this != VARIES) {
            return this;
        }
        if (number % FAILING_EACH == FAILING_EACH - 1) {
            return FAILS;
        }
        return number % FEW % 2 == 0 ? SUSPENDS : READY;
    }
}
