package dev.fermata;

import dev.fermata.internal.ThreadPools;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Asyncio#runInExecutor} does: work on an executor's thread, and a future of the loop.
 *
 * <p>An executor whose threads belong to this process gets a {@link Work}, which says when it is done. An executor service of
 * another library is given the callable itself, for it may run it in another process.
 */
final class ExecutorCall<T extends @Nullable Object> {
    private final EventLoop loop;
    private final Future<T> future;
    private boolean counted; // in loop.outside; guard: the loop's thread

    private ExecutorCall(EventLoop loop, Executor executor) {
        this.loop = loop;
        Class<?> type = executor.getClass(); // the executor itself may be garbage before the future is
        this.future = new Future<>(loop) {
            @Override
            String purpose() {
                return "a call on " + name(type);
            }
        };
        loop.noteMade(future);
    }

    static <T extends @Nullable Object> Future<T> submit(EventLoop loop, Executor executor, Callable<T> callable) {
        Objects.requireNonNull(callable, "callable");
        ExecutorCall<T> call = new ExecutorCall<>(loop, executor);
        call.count(1);
        try {
            if (executor instanceof ExecutorService service && !hasItsThreadsHere(service)) {
                call.follow(service.submit(callable));
            } else {
                ExecutorCall<T>.Work work = call.new Work(callable);
                call.cancels(work);
                executor.execute(work);
            }
        } catch (Throwable refused) {
            call.count(-1);
            throw refused;
        }
        return call.future;
    }

    private static boolean hasItsThreadsHere(ExecutorService service) {
        return service instanceof ThreadPoolExecutor
                || service instanceof ForkJoinPool
                || service.getClass().getModule() == Object.class.getModule();
    }

    private static String name(Class<?> executor) {
        String name = executor.getSimpleName();
        return executor.isHidden() || name.isEmpty() ? "an executor" : name;
    }

    // ---- on the executor's threads

    /** The callable, on its way through an executor. */
    private final class Work extends FutureTask<T> {
        private boolean called; // confined to the thread that calls

        Work(Callable<T> callable) {
            super(() -> new Context().run(callable));
        }

        @Override
        public void run() {
            super.run();
            if (called && isCancelled()) {
                // The interrupt was meant for this call; pools other than ThreadPoolExecutor would hand it to the next
                // one.
                boolean unused = Thread.interrupted();
            }
        }

        @Override
        protected void set(T value) {
            called = true;
            super.set(value);
        }

        @Override
        protected void setException(Throwable thrown) {
            called = true;
            super.setException(thrown);
        }

        @Override
        protected void done() {
            hand(this);
        }
    }

    /** Waits for what another library computes. */
    private void follow(java.util.concurrent.Future<? extends T> source) {
        cancels(source);
        if (source instanceof CompletionStage<?> stage) {
            var unused = stage.handle((value, failure) -> {
                hand(source);
                return null;
            });
        } else {
            ThreadPools.waiting().execute(() -> hand(source));
        }
    }

    /** Waits for the end, on any thread, and completes the future on the loop's. */
    private void hand(java.util.concurrent.Future<? extends T> source) {
        try {
            T value = source.get();
            end(() -> future.setResult(value));
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            end(() -> future.setException(cause == null ? failure : cause));
        } catch (CancellationException cancelled) {
            end(() -> future.cancel(cancelled.getMessage()));
        } catch (Throwable failure) {
            end(() -> future.setException(failure));
        }
    }

    private void end(Runnable completion) {
        loop.callSoonUnlessClosed(() -> {
            count(-1);
            if (!future.isDone()) {
                completion.run();
            }
        });
    }

    // ---- on the loop's thread

    private void cancels(java.util.concurrent.Future<?> source) {
        future.addDoneCallback(done -> {
            if (done.isCancelled()) {
                source.cancel(true);
            }
        });
    }

    private void count(int by) {
        if (counted == by < 0) {
            counted = by > 0;
            loop.outside += by;
        }
    }
}
