package dev.fermata.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Failures that nobody asks for are logged. */
class UnseenFailuresIT {
    /** Takes what the library logs. */
    private static final class Log extends Handler implements AutoCloseable {
        private final Logger logger = Logger.getLogger("dev.fermata");
        private final BlockingQueue<LogRecord> records = new LinkedBlockingQueue<>();

        Log() {
            logger.setUseParentHandlers(false);
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        LogRecord next() throws InterruptedException {
            return records.poll(Workers.PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
            logger.setUseParentHandlers(true);
        }
    }

    @Test
    void a_task_given_to_execute_logs_what_it_throws() throws Exception {
        try (Log log = new Log();
                ProcessPoolExecutor pool = new ProcessPoolExecutor(1)) {
            pool.execute(() -> {
                throw new IllegalStateException("nobody asks");
            });
            LogRecord record = log.next();
            assertThat(record.getMessage()).isEqualTo("A task given to execute has failed in a worker process.");
            assertThat(record.getThrown())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("nobody asks");
        }
    }

    @Test
    void a_pool_that_is_only_shut_down_logs_the_failures_of_results_that_nobody_has_looked_at() throws Exception {
        try (Log log = new Log()) {
            ProcessPoolExecutor pool = new ProcessPoolExecutor(1);
            pool.map(number -> 1 / number, List.of(1, 0));
            pool.shutdown();
            assertThat(pool.awaitTermination(Workers.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
            LogRecord record = log.next();
            assertThat(record.getMessage()).isEqualTo("A result of map was a failure, and nobody has looked at it.");
            assertThat(record.getThrown()).isInstanceOf(ArithmeticException.class);
        }
    }
}
