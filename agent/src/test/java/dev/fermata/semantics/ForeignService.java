package dev.fermata.semantics;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * An executor as those of another library, which may run what they get in another process: so they must get the callable
 * itself. Each call has a thread of its own.
 */
final class ForeignService extends AbstractExecutorService {
    private final boolean stages;

    private ForeignService(boolean stages) {
        this.stages = stages;
    }

    /** One whose futures are stages, which say when they are done. */
    static ExecutorService withStages() {
        return new ForeignService(true);
    }

    /** One whose futures can only be waited for. */
    static ExecutorService withoutStages() {
        return new ForeignService(false);
    }

    @Override
    public <T> Future<T> submit(Callable<T> callable) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(callable.call());
            } catch (Throwable thrown) {
                result.completeExceptionally(thrown);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return stages ? result : new Opaque<>(result, thread);
    }

    @Override
    public void execute(Runnable command) {
        throw new AssertionError("it must get the callable itself");
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }

    /** What its futures throw themselves, out of the blue. */
    static final class Gone extends IllegalStateException {
        private static final long serialVersionUID = 1;

        Gone() {
            super("the cluster is gone");
        }
    }

    private record Opaque<T>(CompletableFuture<T> result, Thread thread) implements Future<T> {
        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            if (mayInterruptIfRunning) {
                thread.interrupt();
            }
            return result.cancel(mayInterruptIfRunning);
        }

        @Override
        public boolean isCancelled() {
            return result.isCancelled();
        }

        @Override
        public boolean isDone() {
            return result.isDone();
        }

        @Override
        public T get() throws InterruptedException, ExecutionException {
            try {
                return result.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Gone gone) {
                    throw gone;
                }
                throw e;
            }
        }

        @Override
        public T get(long timeout, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }
    }
}
