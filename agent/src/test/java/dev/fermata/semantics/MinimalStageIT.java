package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Stages of the JDK that can only be composed: they are completable futures by type, and refuse to be asked. */
class MinimalStageIT {
    @Async
    private static Coroutine<Integer> value(CompletionStage<Integer> stage) {
        return done(await(stage));
    }

    @Test
    void one_that_is_done() {
        assertThat(run(value(CompletableFuture.completedStage(1)))).isEqualTo(1);
    }

    @Test
    void one_that_has_failed() {
        var failure = new IllegalStateException("failed");

        assertThatThrownBy(() -> run(value(CompletableFuture.failedStage(failure))))
                .isSameAs(failure);
    }

    @Test
    void one_that_is_completed_later() {
        var later = CompletableFuture.supplyAsync(() -> 2);

        assertThat(run(value(later.minimalCompletionStage()))).isEqualTo(2);
    }
}
