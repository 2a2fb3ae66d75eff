package dev.fermata.bench.sync;

import dev.fermata.bench.Looped;
import dev.fermata.bench.VirtualThreads;
import dev.fermata.sync.Lock;
import java.util.concurrent.locks.ReentrantLock;
import kotlinx.coroutines.sync.Mutex;
import kotlinx.coroutines.sync.MutexKt;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Takes a lock and gives it back. Per time. */
@OperationsPerInvocation(Locks.COUNT)
public class Locks extends Looped {
    static final int COUNT = 10_000;
    static final int TASKS = 10;

    private final Lock lock = new Lock();
    private final Mutex mutex = MutexKt.Mutex(false);
    private final ReentrantLock reentrant = new ReentrantLock();

    @Benchmark
    public long free() {
        return loop.runUntilComplete(FermataSync.locking(lock, COUNT));
    }

    @Benchmark
    public long freeByHand() {
        long sum = 0;
        for (int i = 0; i < COUNT; i++) {
            reentrant.lock();
            try {
                sum += i;
            } finally {
                reentrant.unlock();
            }
        }
        return sum;
    }

    @Benchmark
    public long freeKotlin() {
        return KotlinSync.locking(mutex, COUNT);
    }

    @Benchmark
    public void wanted() {
        loop.runUntilComplete(FermataSync.contending(TASKS, COUNT / TASKS));
    }

    @Benchmark
    public void wantedKotlin() {
        KotlinSync.contending(TASKS, COUNT / TASKS);
    }

    /** A fair lock, as the others are. */
    @Benchmark
    public void virtualThread() {
        ReentrantLock fair = new ReentrantLock(true);
        Thread[] threads = new Thread[TASKS];
        for (int i = 0; i < TASKS; i++) {
            threads[i] = VirtualThreads.start(() -> contend(fair));
        }
        for (Thread thread : threads) {
            VirtualThreads.join(thread);
        }
    }

    private static void contend(ReentrantLock lock) {
        for (int i = 0; i < COUNT / TASKS; i++) {
            lock.lock();
            try {
                Thread.yield();
            } finally {
                lock.unlock();
            }
        }
    }
}
