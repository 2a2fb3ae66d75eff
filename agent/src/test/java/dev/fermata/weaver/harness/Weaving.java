package dev.fermata.weaver.harness;

import dev.fermata.weaver.Diagnostic;
import dev.fermata.weaver.Weaver;
import dev.fermata.weaver.WovenClass;
import java.util.function.UnaryOperator;

/** The weaver, with what may happen to a class file before and after it. */
public final class Weaving {
    private final String name;
    private final UnaryOperator<byte[]> before;
    private final UnaryOperator<byte[]> after;

    private Weaving(String name, UnaryOperator<byte[]> before, UnaryOperator<byte[]> after) {
        this.name = name;
        this.before = before;
        this.after = after;
    }

    /** The weaver alone. */
    public static Weaving alone() {
        return new Weaving("", UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** Another agent's change first. */
    public static Weaving after(String name, UnaryOperator<byte[]> change) {
        return new Weaving("after " + name, change, UnaryOperator.identity());
    }

    /** Another agent's change afterwards. */
    public static Weaving before(String name, UnaryOperator<byte[]> change) {
        return new Weaving("before " + name, UnaryOperator.identity(), change);
    }

    /** One change before, and one after. */
    public static Weaving between(String name, UnaryOperator<byte[]> before, UnaryOperator<byte[]> after) {
        return new Weaving(name, before, after);
    }

    byte[] weave(byte[] classFile) {
        byte[] prepared = before.apply(classFile);
        WovenClass woven = Weaver.weave(prepared);
        if (PlainClass.hasSuspending(classFile) && woven.isUnchanged()) {
            throw new AssertionError("a class with methods that suspend was not woven: " + woven.diagnostics());
        }
        return after.apply(woven.isUnchanged() ? prepared : woven.bytes());
    }

    /** What the weaver objects to in a class file, as a line of text; empty if there is nothing. */
    String diagnostics(byte[] classFile) {
        var diagnostics = Weaver.weave(before.apply(classFile)).diagnostics().stream()
                .filter(diagnostic -> diagnostic.severity() != Diagnostic.Severity.EXPLANATION)
                .toList();
        return diagnostics.isEmpty() ? "" : "  the weaver said: " + diagnostics + "\n";
    }

    @Override
    public String toString() {
        return name;
    }
}
