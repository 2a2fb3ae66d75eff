package dev.fermata;

import org.jspecify.annotations.Nullable;

/** How a future has ended, unless it has a value that is not null. No value is of this type. */
abstract sealed class Ended {
    static final class Null extends Ended {
        static final Null INSTANCE = new Null();
    }

    static final class Cancelled extends Ended {
        static final Cancelled SILENTLY = new Cancelled(null, null);

        private final @Nullable String message;
        private @Nullable CancelledError error; // what has ended the task; for the first that asks

        Cancelled(@Nullable String message, @Nullable CancelledError error) {
            this.message = message;
            this.error = error;
        }

        /** What awaiting it throws. */
        CancelledError error() {
            CancelledError known = error;
            error = null;
            return known != null ? known : new CancelledError(message);
        }
    }

    static final class Failed extends Ended {
        final Throwable exception;
        private final @Nullable Unretrieved report;

        Failed(Throwable exception, @Nullable Unretrieved report) {
            this.exception = exception;
            this.report = report;
        }

        /** Notes that somebody has seen the exception. */
        Throwable retrieve() {
            if (report != null) {
                report.withdraw();
            }
            return exception;
        }
    }
}
