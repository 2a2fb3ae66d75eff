package dev.fermata.concurrent;

import dev.fermata.internal.worker.ChildSettings;
import dev.fermata.internal.worker.Filters;
import dev.fermata.internal.worker.WorkerMain;
import java.io.ObjectInputFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@link ProcessPoolBuilder} has collected. */
record PoolSettings(
        int maxWorkers,
        int minWorkers,
        @Nullable Duration idleTimeout,
        @Nullable SerializableRunnable initializer,
        int maxTasksPerWorker,
        @Nullable Duration taskTimeout,
        List<String> jvmOptions,
        Map<String, String> environment,
        @Nullable Path directory,
        String serialFilter,
        ClassLoader loader) {

    ChildSettings child() {
        return new ChildSettings(WorkerMain.class, jvmOptions, environment, directory, ChildSettings.PATIENCE);
    }

    ObjectInputFilter filter() {
        return Filters.of(serialFilter);
    }
}
