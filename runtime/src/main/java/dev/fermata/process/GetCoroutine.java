package dev.fermata.process;

import dev.fermata.internal.OutsideCoroutine;
import dev.fermata.internal.hub.Answer;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gets an object out of what another process may host. Cancelled, it gives back what has arrived. */
final class GetCoroutine<T extends @Nullable Object> extends OutsideCoroutine<Answer, T> {
    private final Supplier<CompletableFuture<Answer>> call;

    GetCoroutine(String name, Object from, Supplier<CompletableFuture<Answer>> call) {
        super(name, from);
        this.call = call;
    }

    /** Accepts what has arrived, also if it cannot be deserialised: then nobody could. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // what was put in, untyped
    static <T extends @Nullable Object> T object(Answer arrived) throws IOException {
        arrived.accept();
        return Serial.object(arrived.value());
    }

    @Override
    protected CompletableFuture<Answer> request() {
        return call.get();
    }

    @Override
    protected T accept(Answer arrived) throws IOException {
        return object(arrived);
    }

    @Override
    protected void giveBack(Answer arrived) {
        arrived.giveBack();
    }
}
