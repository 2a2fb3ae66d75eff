package dev.fermata.agent;

import java.lang.instrument.Instrumentation;

/** Where the JVM starts the agent: {@code -javaagent:fermata-agent.jar[=options]}. */
public final class Agent {
    private Agent() {}

    /**
     * Called by the JVM before {@code main}.
     *
     * @param options what stands behind the {@code =}; null for nothing
     * @param instrumentation given by the JVM
     */
    public static void premain(String options, Instrumentation instrumentation) {
        try {
            agentmain(options, instrumentation);
        } catch (IllegalArgumentException e) {
            System.err.println("fermata: " + e.getMessage());
            System.exit(2); // a JVM that goes on without the agent would fail later, and less clearly
        }
    }

    /**
     * Called by the JVM when the agent is attached to a running program. Classes that are loaded already stay as they are.
     *
     * @param options as for {@link #premain}
     * @param instrumentation given by the JVM
     * @throws IllegalArgumentException if an option is not known or its value is not usable
     */
    public static void agentmain(String options, Instrumentation instrumentation) {
        AgentOptions parsed = AgentOptions.parse(options);
        instrumentation.addTransformer(new WeavingTransformer(parsed, System.err));
    }
}
