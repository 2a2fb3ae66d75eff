package dev.fermata.weaver.harness;

import dev.fermata.CancelledError;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A method that starts when it is called, and returns a future: its body is plain code on a thread of its own. */
public final class StandInFuture {
    private final CompletableFuture<Object> future = new CompletableFuture<>();
    private final BodyThread body;
    private boolean waiting; // whoever has the turn

    private StandInFuture(BodyThread.Work work) {
        body = BodyThread.eager(Session.current(), work);
        Session.current().add(this::abandon);
    }

    /** Called by the stubs of plain classes: {@code twin} takes the arguments in an array and runs the body. */
    public static CompletableFuture<?> of(MethodHandle twin, Object[] arguments) {
        var standIn = new StandInFuture(() -> tail((CompletionStage<?>) twin.invoke(arguments)));
        standIn.goOn();
        return standIn.future;
    }

    /** In plain classes {@code done(value)} is this. */
    public static CompletableFuture<?> done(Object value) {
        return CompletableFuture.completedFuture(value);
    }

    /** In plain classes {@code done()} is this. */
    public static CompletableFuture<?> done() {
        return done(null);
    }

    private static Object tail(CompletionStage<?> returned) {
        return returned == null ? null : StandInCoroutine.await(returned);
    }

    private void goOn() {
        waiting = false;
        BodyThread.Stop stop = body.resume(null, null);
        if (stop instanceof BodyThread.Yielded yielded) {
            waiting = true;
            ((CompletableFuture<?>) yielded.item()).whenComplete((value, exception) -> goOn());
        } else if (stop instanceof BodyThread.Threw threw) {
            fail(threw.exception());
        } else {
            future.complete(((BodyThread.Returned) stop).value());
        }
    }

    private void fail(Throwable failure) {
        if (failure instanceof CancelledError) {
            future.cancel(false);
        } else {
            future.completeExceptionally(failure);
        }
    }

    /** Unwinds the body when the run is over. */
    private void abandon() {
        if (waiting) {
            body.unwind();
        }
    }
}
