package dev.fermata.process;

import dev.fermata.internal.OutsideCoroutine;
import dev.fermata.internal.Requests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link Subprocess#communicate}. */
final class Communication extends OutsideCoroutine<@Nullable Void, Subprocess.Result> {
    private final Subprocess program;
    private final @Nullable String input;

    Communication(Subprocess program, @Nullable String input) {
        super("communicate", program);
        this.program = program;
        this.input = input;
    }

    @Override
    protected CompletableFuture<@Nullable Void> request() {
        CompletableFuture<@Nullable Void> output = program.stdout().beginAll();
        CompletableFuture<@Nullable Void> errors;
        try {
            errors = program.stderr().beginAll();
        } catch (IllegalStateException e) {
            Requests.abandon(output, nothing -> program.stdout().leave());
            throw e;
        }
        String text = input == null ? "" : input;
        var fed = program.stdin().feed(text.getBytes(StandardCharsets.UTF_8));
        CompletableFuture<@Nullable Void> all = CompletableFuture.allOf(output, errors, fed, program.onExit());
        var unused = all.whenComplete((nothing, thrown) -> {
            if (all.isCancelled()) {
                Requests.abandon(output, ended -> program.stdout().leave());
                Requests.abandon(errors, ended -> program.stderr().leave());
            }
        });
        return all;
    }

    @Override
    protected Subprocess.Result accept(@Nullable Void arrived) throws IOException {
        try {
            String output = new String(program.stdout().finishAll(), StandardCharsets.UTF_8);
            String errors = new String(program.stderr().finishAll(), StandardCharsets.UTF_8);
            return new Subprocess.Result(program.exitCode().orElseThrow(), output, errors);
        } finally {
            giveBack(null); // also of the second, if the first one fails
        }
    }

    @Override
    protected void giveBack(@Nullable Void arrived) {
        program.stdout().leave();
        program.stderr().leave();
    }
}
