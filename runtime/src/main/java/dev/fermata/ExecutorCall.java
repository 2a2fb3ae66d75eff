package dev.fermata;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Asyncio#runInExecutor} does: work on an executor's thread, and a future of the loop.
 *
 * <p>An executor of the JDK gets a {@link FutureTask}, which says when it is done. One of another library is given the
 * callable itself, for it may run it in another process.
 */
final class ExecutorCall<T extends @Nullable Object> {
    private final EventLoop loop;
    private final Future<T> future;

    private ExecutorCall(EventLoop loop) {
        this.loop = loop;
        this.future = loop.createFuture();
    }

    static <T extends @Nullable Object> Future<T> submit(EventLoop loop, Executor executor, Callable<T> callable) {
        ExecutorCall<T> call = new ExecutorCall<>(loop);
        if (executor instanceof ExecutorService service && !isOfJdk(executor)) {
            call.follow(service.submit(callable));
        } else {
            executor.execute(call.work(callable));
        }
        loop.outside++;
        return call.future;
    }

    private static boolean isOfJdk(Executor executor) {
        return executor.getClass().getModule() == Object.class.getModule();
    }

    private FutureTask<T> work(Callable<T> callable) {
        FutureTask<T> work = new FutureTask<>(() -> new Context().run(callable)) {
            @Override
            protected void done() {
                hand(this);
            }
        };
        cancels(work);
        return work;
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
            loop.executors.standard().execute(() -> {
                try {
                    Object unused = source.get();
                } catch (InterruptedException | ExecutionException | CancellationException e) {
                    // It is done, which is all that matters here.
                }
                hand(source);
            });
        }
    }

    private void cancels(java.util.concurrent.Future<?> source) {
        future.addDoneCallback(done -> {
            if (done.isCancelled()) {
                source.cancel(true);
            }
        });
    }

    /** Completes the future on the loop's thread. Called on any. */
    private void hand(java.util.concurrent.Future<? extends T> source) {
        if (!loop.isClosed()) {
            loop.callSoonThreadSafe(() -> {
                loop.outside--;
                if (!future.isDone()) {
                    complete(source);
                }
            });
        }
    }

    private void complete(java.util.concurrent.Future<? extends T> source) {
        try {
            future.setResult(source.get());
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            future.setException(cause == null ? failure : cause);
        } catch (CancellationException cancelled) {
            future.cancel(cancelled.getMessage());
        } catch (InterruptedException e) {
            throw new AssertionError("it is done, so nobody waits", e);
        }
    }
}
