package support;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;

/** A class in another package than its subclass. */
public class Ancestor {
    /** For the subclass. */
    protected String inherited = "inherited";
    /** For the subclass. */
    protected static int shared = 1;

    /** For the subclass. */
    protected Ancestor() {}

    /** To be overridden. */
    protected String describe(int n) {
        return "described " + n;
    }

    /** To be overridden. */
    @Async
    protected Generator<Object, Object, Object> items(String a) {
        Object sent = Generator.yield("ancestor " + a);
        return done(sent + inherited);
    }

    @Override
    public int hashCode() {
        return 7;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ancestor;
    }

    @Override
    public String toString() {
        return "an ancestor";
    }
}
