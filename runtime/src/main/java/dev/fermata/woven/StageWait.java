package dev.fermata.woven;

import dev.fermata.Awaitable;
import java.util.concurrent.CompletionStage;

/** A stage that is awaited where no loop runs; whoever completes it runs what waits for it. */
final class StageWait extends Awaitable<Object> {
    final CompletionStage<?> stage;

    StageWait(CompletionStage<?> stage) {
        this.stage = stage;
    }
}
