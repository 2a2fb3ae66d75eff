package dev.fermata.internal;

import java.lang.StackWalker.StackFrame;

/** The error of code that only means something once it is woven, and was not. */
public final class NotWoven {
    private NotWoven() {}

    /**
     * Makes the error for a call of {@code operation} by code that was not woven.
     *
     * @param operation the name of the library's method that was called, which is the direct caller of this one
     * @return the error, naming the class, method and line of the call
     */
    public static IllegalStateException at(String operation) {
        String place = StackWalker.getInstance()
                .walk(frames -> frames.skip(2).findFirst().map(NotWoven::describe))
                .orElse("a native thread");
        return new IllegalStateException(
                operation + "() ran in " + place + ", which was not woven. Start the JVM with "
                        + "-javaagent:fermata-agent.jar, or weave at build time (java -jar fermata-agent.jar weave CLASSES -o "
                        + "OUT); see docs/getting-started.md. If the agent is attached, the method lacks @Async, the "
                        + "agent's option include= or exclude= leaves its class out, or its class was loaded before the agent.");
    }

    private static String describe(StackFrame frame) {
        String className = frame.getClassName();
        String simpleName = className.substring(className.lastIndexOf('.') + 1);
        return simpleName + "." + frame.getMethodName() + "(" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
    }
}
