package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.sleep;
import static java.time.Duration.ZERO;

import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import dev.fermata.sync.Queue;
import dev.fermata.sync.QueueShutDownException;

/** Programs with queues. */
abstract class QueueTraced extends Traced {
    @Async
    final Coroutine<Void> puts(Queue<Object> queue, String name, Object... items) {
        try {
            for (Object item : items) {
                await(queue.put(item));
                log(name, "put", item);
            }
        } catch (QueueShutDownException e) {
            log(name, "shut down");
        } catch (CancelledError error) {
            log(name, "cancelled");
            throw error;
        }
        return done();
    }

    @Async
    final Coroutine<Void> gets(Queue<Object> queue, String name, int count) {
        try {
            for (int i = 0; i < count; i++) {
                log(name, "got", await(queue.get()));
            }
        } catch (QueueShutDownException e) {
            log(name, "shut down");
        } catch (CancelledError error) {
            log(name, "cancelled");
            throw error;
        }
        return done();
    }

    final Coroutine<Void> gets(Queue<Object> queue, String name) {
        return gets(queue, name, 1);
    }

    @Async
    static Coroutine<Void> turns(int count) {
        for (int i = 0; i < count; i++) {
            await(sleep(ZERO));
        }
        return done();
    }
}
