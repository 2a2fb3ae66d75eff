package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static dev.fermata.semantics.ProgramScope.integer;
import static dev.fermata.semantics.ProgramScope.list;

import dev.fermata.AsyncGenerator;
import dev.fermata.Coroutine;
import dev.fermata.GeneratorExit;
import dev.fermata.annotation.Async;
import dev.fermata.semantics.ProgramScope.Failure;
import java.util.List;

/** The statements of random programs about asynchronous generators. */
final class ProgramGenerators {
    private ProgramGenerators() {}

    @Async
    static Coroutine<Integer> statement(ProgramScope scope, List<Object> s) throws Exception {
        if (s.get(0).equals("generate")) {
            ProgramScope inside = scope.child("y" + scope.generators().size());
            scope.generators().add(items(inside, (String) s.get(1), list(s.get(2)), list(s.get(3))));
            return done(0);
        }
        boolean step = s.get(0).equals("step");
        AsyncGenerator<Integer, Integer> generator = ProgramScope.pick(scope.generators(), s.get(step ? 2 : 1));
        if (generator != null) {
            await(step ? step(scope, (String) s.get(1), generator) : each(scope, generator, integer(s.get(2))));
        }
        return done(0);
    }

    @Async
    private static AsyncGenerator<Integer, Integer> items(
            ProgramScope scope, String mode, List<Object> parts, List<Object> last) throws Exception {
        try {
            for (int i = 0; i < parts.size(); i++) {
                if (await(ProgramInterpreter.body(scope, list(parts.get(i)))) != 0) {
                    return done();
                }
                try {
                    Integer sent = AsyncGenerator.yield(i);
                    scope.log("sent", sent);
                } catch (Failure e) {
                    scope.log("thrown", e);
                    if (mode.equals("raise")) {
                        throw e;
                    }
                } catch (GeneratorExit e) {
                    scope.log("closing");
                    throw e;
                }
            }
        } finally {
            scope.log("finally");
            await(ProgramInterpreter.body(scope, last));
        }
        return done();
    }

    @Async
    private static Coroutine<Void> step(ProgramScope scope, String action, AsyncGenerator<Integer, Integer> generator) {
        switch (action) {
            case "next" -> scope.log("item", await(generator.next()));
            case "or" -> scope.log("item", await(generator.nextOr(77)));
            case "send" -> scope.log("item", await(generator.send(3)));
            case "throw" -> scope.log("item", await(generator.throw_(new Failure("t"))));
            default -> {
                await(generator.close());
                scope.log("closed");
            }
        }
        return done();
    }

    @Async
    private static Coroutine<Void> each(ProgramScope scope, AsyncGenerator<Integer, Integer> generator, int most) {
        if (most == 0) {
            await(generator.forEach(item -> scope.log("each", item)));
            return done();
        }
        for (int i = 0; i < most; i++) {
            Integer item = await(generator.nextOr(-1));
            if (item == -1) {
                break;
            }
            scope.log("each", item);
        }
        return done();
    }
}
