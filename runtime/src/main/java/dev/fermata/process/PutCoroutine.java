package dev.fermata.process;

import dev.fermata.internal.OutsideCoroutine;
import dev.fermata.internal.hub.Answer;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Puts something into what another process may host. Once it is there, nothing takes it back. */
final class PutCoroutine extends OutsideCoroutine<Answer, Void> {
    private final Callable<CompletableFuture<Answer>> call;

    PutCoroutine(String name, Object to, Callable<CompletableFuture<Answer>> call) {
        super(name, to);
        this.call = call;
    }

    @Override
    protected CompletableFuture<Answer> request() throws Exception {
        return call.call();
    }

    @Override
    protected @Nullable Void accept(Answer arrived) {
        return null;
    }
}
