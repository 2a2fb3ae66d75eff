package dev.fermata.weaver;

/**
 * What the weaver has to say about a method or a class.
 *
 * @param severity how bad it is
 * @param className the class, as {@code com.shop.Cart}
 * @param method the name of the method; empty if it is about the class
 * @param message what, where, and what to do
 */
public record Diagnostic(Severity severity, String className, String method, String message) {
    /** How bad it is. */
    public enum Severity {
        /** The method throws when it is called. */
        ERROR,
        /** It works, with a drawback. */
        WARNING,
        /** Why a method was or was not woven. */
        EXPLANATION
    }

    static Diagnostic error(String className, String method, String message) {
        return new Diagnostic(Severity.ERROR, className, method, message);
    }

    static Diagnostic warning(String className, String method, String message) {
        return new Diagnostic(Severity.WARNING, className, method, message);
    }

    static Diagnostic explanation(String className, String method, String message) {
        return new Diagnostic(Severity.EXPLANATION, className, method, message);
    }

    @Override
    public String toString() {
        return switch (severity) {
            case ERROR -> "error: " + message;
            case WARNING -> "warning: " + message;
            case EXPLANATION -> className + (method.isEmpty() ? "" : "." + method) + ": " + message;
        };
    }
}
