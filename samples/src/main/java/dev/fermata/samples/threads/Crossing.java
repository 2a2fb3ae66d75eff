package dev.fermata.samples.threads;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.threads.Threads.print;

import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.annotation.Async;
import dev.fermata.sync.Event;
import dev.fermata.sync.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The ways between threads and coroutines.
 *
 * <p>Out of the loop: {@code toThread} and {@code runInExecutor} make something awaitable of a call that blocks. Into the
 * loop: {@code callSoonThreadSafe} runs a callback there, {@code runCoroutineThreadSafe} a coroutine, whose value the thread
 * can wait for; and a future may be completed by any thread. Nothing else of a loop may be touched by other threads.
 */
final class Crossing {
    private Crossing() {}

    @Async
    static Coroutine<Void> both() throws InterruptedException {
        BlockingQueue<String> ofThreads = new LinkedBlockingQueue<>();
        Queue<String> ofTasks = new Queue<>();
        Event ready = new Event();
        Future<String> result = EventLoop.running().createFuture();
        EventLoop loop = EventLoop.running();
        Thread thread = new Thread(() -> work(loop, ofThreads, ofTasks, ready, result), "worker");
        thread.start();

        await(ready.waitUntilSet());
        print("coroutines", "callSoonThreadSafe has set an event of the loop");
        ofThreads.put("question"); // does not block: this queue has no bound
        String answer = await(ofTasks.get());
        print("coroutines", "runCoroutineThreadSafe has put into a queue of the loop: " + answer);
        print("coroutines", "the future was completed by thread " + await(result));
        print("coroutines", "toThread has waited in a blocking queue: " + await(toThread(ofThreads::take)));
        return done();
    }

    /** On the other thread. */
    private static void work(
            EventLoop loop,
            BlockingQueue<String> ofThreads,
            Queue<String> ofTasks,
            Event ready,
            Future<String> result) {
        try {
            loop.callSoonThreadSafe(ready::set);
            String question = ofThreads.take();
            runCoroutineThreadSafe(ofTasks.put("answer to the " + question), loop)
                    .join();
            result.setResult(Thread.currentThread().getName());
            ofThreads.put("goodbye");
        } catch (InterruptedException e) {
            result.setException(e);
        }
    }
}
