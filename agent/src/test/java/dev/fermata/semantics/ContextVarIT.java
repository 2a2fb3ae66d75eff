package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.gather;
import static dev.fermata.Asyncio.sleep;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.Context;
import dev.fermata.ContextVar;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import org.junit.jupiter.api.Test;

/** Context variables in tasks and callbacks. */
class ContextVarIT extends Traced {
    private static final ContextVar<String> VARIABLE = new ContextVar<>("variable", "none");

    @Async
    private Coroutine<Void> setsItsName(String name) {
        log(name, VARIABLE.get());
        VARIABLE.set(name);
        await(sleep(ZERO));
        log(name, VARIABLE.get());
        return done();
    }

    @Test
    void a_task_has_a_copy_of_the_context_it_was_created_in_and_a_coroutine_shares_that_of_its_task() {
        assertThat(run(() -> {
                    VARIABLE.set("main");
                    Task<Void> a = createTask(setsItsName("a"));
                    Task<Void> b = createTask(setsItsName("b"));
                    VARIABLE.set("main2");
                    await(gather(a, b));
                    log(VARIABLE.get());
                    await(setsItsName("inline"));
                    log(VARIABLE.get());
                    return done();
                }))
                .containsExactly(
                        "2 a main",
                        "2 b main",
                        "3 a a",
                        "3 b b",
                        "5 main2",
                        "5 inline main2",
                        "6 inline inline",
                        "6 inline");
    }

    @Test
    void a_callback_has_a_copy_of_the_context_it_was_scheduled_in() {
        assertThat(run(() -> {
                    EventLoop loop = EventLoop.running();
                    Future<Integer> future = loop.createFuture();
                    VARIABLE.set("1");
                    loop.callSoon(() -> {
                        log("soon", VARIABLE.get());
                        VARIABLE.set("cb");
                    });
                    future.addDoneCallback(done -> log("done", VARIABLE.get()));
                    VARIABLE.set("2");
                    loop.callLater(ofSeconds(1), () -> log("later", VARIABLE.get()));
                    VARIABLE.set("3");
                    future.setResult(0);
                    await(sleep(ofSeconds(2)));
                    log(VARIABLE.get());
                    return done();
                }))
                .containsExactly("2 soon 1", "2 done 1", "3 later 2", "5 3");
    }

    @Async
    private Coroutine<Void> changes() {
        log(VARIABLE.get());
        VARIABLE.set("changed");
        await(sleep(ZERO));
        log(VARIABLE.get());
        return done();
    }

    @Test
    void a_task_may_be_given_a_context() {
        assertThat(run(() -> {
                    Context context = Context.copyContext();
                    context.run(() -> VARIABLE.set("ctx"));
                    await(createTask(changes(), null, context));
                    log(VARIABLE.get(), context.run(VARIABLE::get));
                    return done();
                }))
                .containsExactly("2 ctx", "3 changed", "4 none changed");
    }

    @Test
    void a_token_undoes_a_set_once() {
        assertThat(run(() -> {
                    ContextVar.Token<String> token = VARIABLE.set("x");
                    log(VARIABLE.get());
                    VARIABLE.reset(token);
                    log(VARIABLE.get());
                    try {
                        VARIABLE.reset(token);
                    } catch (IllegalStateException e) {
                        log(e.getMessage());
                    }
                    await(sleep(ZERO));
                    return done();
                }))
                .containsExactly("1 x", "1 none", "1 Token[variable, used] has already been used once");
    }

    @Async
    private Coroutine<Void> setsAndStarts() {
        VARIABLE.set("c");
        await(createTask(setsItsName("g")));
        return done();
    }

    @Test
    void what_a_child_sets_is_seen_by_its_children_only() {
        assertThat(run(() -> {
                    await(createTask(setsAndStarts()));
                    log(VARIABLE.get());
                    return done();
                }))
                .containsExactly("3 g c", "4 g g", "6 none");
    }

    @Test
    void what_a_program_sets_is_not_seen_outside() {
        VARIABLE.set("outside");
        try {
            assertThat(run(setsItsName("main"))).containsExactly("1 main outside", "2 main main");
            assertThat(VARIABLE.get()).isEqualTo("outside");
        } finally {
            VARIABLE.set("none");
        }
    }
}
