package dev.fermata.process;

import dev.fermata.Awaitable;
import dev.fermata.internal.Named;
import dev.fermata.internal.Sneaky;
import dev.fermata.woven.AsyncGeneratorFrame;
import dev.fermata.woven.Awaits;
import dev.fermata.woven.Result;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The lines of an output, as an asynchronous generator. Written by hand, as the library cannot weave itself. */
final class Lines extends AsyncGeneratorFrame<String, Void> implements Named {
    private static final int READ = 1;
    private static final int YIELDED = 2;

    private final SubprocessOutput output;

    Lines(SubprocessOutput output) {
        this.output = output;
    }

    @Override
    public @Nullable Object step(int depth, @Nullable Object value, @Nullable Throwable exception) {
        int at = label;
        label = RUNNING;
        if (exception != null) {
            throw Sneaky.rethrow(exception);
        }
        return at == READ ? hand(value) : read(depth);
    }

    private @Nullable Object read(int depth) {
        Object outcome;
        try {
            outcome = Awaits.await(output.readLine(), depth - 1);
        } catch (IOException e) {
            throw Sneaky.rethrow(e);
        }
        if (outcome instanceof Result wrapped) {
            return hand(wrapped.value);
        }
        if (outcome instanceof Awaitable<?> pending) {
            label = READ;
            return Awaits.suspend(pending, this);
        }
        return hand(outcome);
    }

    private Object hand(@Nullable Object line) {
        if (line == null) {
            return ended(null);
        }
        label = YIELDED;
        return line;
    }

    @Override
    public String name() {
        return "lines";
    }
}
