package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static dev.fermata.semantics.ProgramScope.integer;
import static dev.fermata.semantics.ProgramScope.rest;

import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.annotation.Async;
import dev.fermata.sync.Barrier;
import dev.fermata.sync.BoundedSemaphore;
import dev.fermata.sync.Condition;
import dev.fermata.sync.Event;
import dev.fermata.sync.LifoQueue;
import dev.fermata.sync.Lock;
import dev.fermata.sync.PriorityQueue;
import dev.fermata.sync.Queue;
import dev.fermata.sync.QueueEmptyException;
import dev.fermata.sync.QueueFullException;
import dev.fermata.sync.QueueShutDownException;
import dev.fermata.sync.Semaphore;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.BrokenBarrierException;

/**
 * The statements of random programs that use locks, events, conditions, semaphores, barriers and queues. The twin of
 * {@code primitives.py}.
 */
final class ProgramPrimitives {
    private static final Map<EventLoop, ProgramPrimitives> OF_LOOP = new WeakHashMap<>();

    private final Lock first = new Lock();
    private final Map<String, List<?>> primitives = Map.of(
            "lock", List.of(first, new Lock()),
            "semaphore", List.of(new Semaphore(2), new BoundedSemaphore(1)),
            "condition", List.of(new Condition(), new Condition(first)),
            "event", List.of(new Event()),
            "barrier", List.of(new Barrier(2), new Barrier(3)),
            "queue", List.of(new Queue<>(1), new Queue<>(), new PriorityQueue<>(2), new LifoQueue<>(2)));
    private int count;

    private ProgramPrimitives() {}

    /** Runs a statement {@code sync}: the operation, the kind of primitive, its number, and more. */
    @Async
    static Coroutine<Integer> statement(ProgramScope scope, List<Object> s) throws Exception {
        String operation = (String) s.get(1);
        ProgramPrimitives all = OF_LOOP.computeIfAbsent(EventLoop.running(), loop -> new ProgramPrimitives());
        List<?> among = all.primitives.get(s.get(2));
        Object primitive = among.get(integer(s.get(3)) % among.size());
        Object value = null;
        try {
            Object found = await(all.operate(scope, operation, primitive, rest(s, 4)));
            value = found instanceof Integer ? found : null; // not what is held
        } catch (IllegalStateException e) {
            value = e.getMessage().contains("more often") ? "too often" : "refused";
        } catch (BrokenBarrierException e) {
            value = "broken";
        } catch (QueueEmptyException | QueueFullException | QueueShutDownException e) {
            value = e.getClass().getSimpleName().replace("Exception", "");
        }
        scope.log(operation, primitive.toString(), value);
        return done(0);
    }

    private Coroutine<?> operate(ProgramScope scope, String operation, Object primitive, List<Object> words)
            throws Exception {
        if (operation.equals("within")) {
            return within(scope, primitive, words);
        }
        if (primitive instanceof Barrier barrier) {
            return switch (operation) {
                case "abort" -> barrier.abort();
                case "reset" -> barrier.reset();
                default -> barrier.waitForAll();
            };
        }
        if (primitive instanceof Queue<?>) {
            return inQueue(operation, queue(primitive), words);
        }
        return switch (operation) {
            case "acquire" -> acquire(primitive);
            case "wait" ->
                primitive instanceof Event event ? event.waitUntilSet() : ((Condition) primitive).waitForSignal();
            case "waitfor" -> ((Condition) primitive).waitFor(() -> count >= integer(words.get(0)));
            default -> atOnce(() -> act(operation, primitive, words));
        };
    }

    private void act(String operation, Object primitive, List<Object> words) {
        switch (operation) {
            case "release" -> release(primitive);
            case "set" -> ((Event) primitive).set();
            case "clear" -> ((Event) primitive).clear();
            default -> {
                count++;
                if (words.get(0).equals("3")) {
                    ((Condition) primitive).signalAll();
                } else {
                    ((Condition) primitive).signal(integer(words.get(0)));
                }
            }
        }
    }

    private static Coroutine<?> inQueue(String operation, Queue<Integer> queue, List<Object> words) {
        return switch (operation) {
            case "put" -> queue.put(integer(words.get(0)));
            case "get" -> queue.get();
            case "join" -> queue.join();
            case "putnowait" -> atOnce(() -> queue.putNoWait(integer(words.get(0))));
            case "getnowait" -> taken(queue);
            case "done" -> atOnce(queue::taskDone);
            default -> atOnce(() -> queue.shutdown(words.get(0).equals("1")));
        };
    }

    @Async
    private static Coroutine<Integer> taken(Queue<Integer> queue) {
        return done(queue.getNoWait());
    }

    @Async
    private static Coroutine<Void> atOnce(Runnable action) {
        action.run();
        return done();
    }

    /** Not by try-with-resources: what Python throws at the end of the block takes the place of what was thrown in it. */
    @Async
    private static Coroutine<Void> within(ProgramScope scope, Object primitive, List<Object> inner) throws Exception {
        await(acquire(primitive));
        try {
            scope.log("within", primitive.toString());
            await(ProgramInterpreter.body(scope.child("w"), inner));
        } finally {
            release(primitive);
        }
        return done();
    }

    private static Coroutine<?> acquire(Object primitive) {
        if (primitive instanceof Lock lock) {
            return lock.acquire();
        }
        return primitive instanceof Semaphore semaphore ? semaphore.acquire() : ((Condition) primitive).acquire();
    }

    private static void release(Object primitive) {
        if (primitive instanceof Lock lock) {
            lock.release();
        } else if (primitive instanceof Semaphore semaphore) {
            semaphore.release();
        } else {
            ((Condition) primitive).release();
        }
    }

    @SuppressWarnings("unchecked") // all queues here are of numbers
    private static Queue<Integer> queue(Object primitive) {
        return (Queue<Integer>) primitive;
    }
}
