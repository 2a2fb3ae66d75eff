package dev.fermata.samples.threads;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.threads.Threads.print;
import static java.time.Duration.ZERO;

import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import dev.fermata.sync.Lock;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks and conditions.
 *
 * <p>Threads need a lock wherever they share something. Coroutines need one only where they share it across an
 * {@code await}: between two of them nobody else comes in. A {@code ReentrantLock} may be taken again by the thread that has
 * it; a lock of coroutines may not, so the method that takes it is not the one that is called while it is held.
 */
final class Guarding {
    private static final int TIMES = 1_000;

    private Guarding() {}

    // ---- one at a time

    /** A number that threads share. */
    private static final class GuardedNumber {
        private final ReentrantLock lock = new ReentrantLock();
        private int number; // guard: the lock

        void add(int amount) {
            lock.lock();
            try {
                number += amount;
            } finally {
                lock.unlock();
            }
        }

        void addTwice(int amount) {
            lock.lock();
            try {
                add(amount); // has the lock already: it is reentrant
                add(amount);
            } finally {
                lock.unlock();
            }
        }
    }

    static void byThreads() throws InterruptedException {
        GuardedNumber shared = new GuardedNumber();
        Runnable work = () -> {
            for (int i = 0; i < TIMES; i++) {
                shared.addTwice(1);
            }
        };
        Thread first = new Thread(work);
        Thread second = new Thread(work);
        first.start();
        second.start();
        first.join();
        second.join();
        print("threads", "counted to " + shared.number);
    }

    /** Numbers that tasks share. */
    private static final class SharedNumbers {
        final Lock lock = new Lock();
        int simple; // needs no guard: it is read and written without an await in between
        int slow; // guard: the lock
    }

    @Async
    static Coroutine<Void> byTasks() {
        SharedNumbers shared = new SharedNumbers();
        await(gather(count(shared), count(shared)));
        print("coroutines", "counted to " + shared.simple + " without a lock, and to " + shared.slow + " with one");
        return done();
    }

    @Async
    private static Coroutine<Void> count(SharedNumbers shared) {
        for (int i = 0; i < TIMES; i++) {
            shared.simple++;
            try (var held = await(shared.lock.acquire())) {
                int known = shared.slow;
                await(sleep(ZERO)); // the other one has its turn, and must not count meanwhile
                shared.slow = known + 1;
            }
        }
        return done();
    }

    // ---- until it is there

    static void conditionOfThreads() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        Condition filled = lock.newCondition();
        int[] stock = {0};
        Thread buyer = new Thread(() -> {
            lock.lock();
            try {
                while (stock[0] < 3) { // wakes may be false alarms
                    filled.awaitUninterruptibly();
                }
                print("threads", "bought " + stock[0]);
            } finally {
                lock.unlock();
            }
        });
        buyer.start();
        for (int i = 0; i < 3; i++) {
            lock.lock();
            try {
                stock[0]++;
                filled.signal();
            } finally {
                lock.unlock();
            }
        }
        buyer.join();
    }

    @Async
    static Coroutine<Void> conditionOfTasks() {
        var filled = new dev.fermata.sync.Condition();
        int[] stock = {0};
        var buyer = createTask(buy(filled, stock));
        for (int i = 0; i < 3; i++) {
            await(sleep(ZERO));
            try (var held = await(filled.acquire())) {
                stock[0]++;
                filled.signal();
            }
        }
        await(buyer);
        return done();
    }

    @Async
    private static Coroutine<Void> buy(dev.fermata.sync.Condition filled, int[] stock) {
        try (var held = await(filled.acquire())) {
            await(filled.waitFor(() -> stock[0] == 3));
            print("coroutines", "bought " + stock[0]);
        }
        return done();
    }
}
