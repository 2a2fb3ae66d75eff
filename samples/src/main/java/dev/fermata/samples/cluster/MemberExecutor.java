package dev.fermata.samples.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.IExecutorService;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One member of the cluster as an executor. What it has begun when it dies is not begun again elsewhere. */
final class MemberExecutor extends AbstractExecutorService {
    private final IExecutorService cluster;
    private final Member member;

    MemberExecutor(IExecutorService cluster, Member member) {
        this.cluster = cluster;
        this.member = member;
    }

    @Override
    public <T> Future<T> submit(Callable<T> callable) {
        return cluster.submitToMember(callable, member);
    }

    @Override
    public void execute(Runnable command) {
        cluster.executeOnMember(command, member);
    }

    @Override
    public void shutdown() {
        // It is the cluster's.
    }

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return cluster.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return cluster.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return cluster.awaitTermination(timeout, unit);
    }
}
