package dev.fermata.internal.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a child JVM is started with, besides what it takes over from its parent.
 *
 * @param main the class whose {@code main} it runs; of this module
 * @param jvmOptions put behind those of the parent, so that they win
 * @param environment variables that differ from the parent's
 * @param directory where it works; null for the parent's own
 * @param patience how long it may take until it has connected
 */
public record ChildSettings(
        Class<?> main,
        List<String> jvmOptions,
        Map<String, String> environment,
        @Nullable Path directory,
        Duration patience) {

    /** How long a JVM may take on a machine that has better things to do. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Takes copies. */
    public ChildSettings {
        jvmOptions = List.copyOf(jvmOptions);
        environment = Map.copyOf(environment);
    }

    /**
     * With nothing but what the parent has.
     *
     * @param main the class whose {@code main} it runs; of this module
     * @return the settings
     */
    public static ChildSettings of(Class<?> main) {
        return new ChildSettings(main, List.of(), Map.of(), null, PATIENCE);
    }
}
