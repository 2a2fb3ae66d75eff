package dev.fermata.samples.cluster;

import static dev.fermata.Asyncio.*;

import com.hazelcast.core.MemberLeftException;
import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.Future;
import dev.fermata.annotation.Async;
import java.util.ArrayList;
import java.util.List;

/**
 * The loop gives work to other processes, which could be on other machines: the executor of a Hazelcast cluster is an
 * executor like any other. Here the cluster has two members, A and B, and B is killed while it works.
 *
 * <p>What was given to the cluster is begun again on the member that is left. That is right for work that may be done twice.
 * What was given to one member fails when that dies, and who awaits it decides what becomes of it.
 */
public final class Cluster {
    private Cluster() {}

    public static void main(String[] args) throws Exception {
        try (Members members = Members.start("A", "B")) {
            Asyncio.run(share(members));
            Asyncio.run(lose(members));
        }
        System.out.println("all have ended");
    }

    @Async
    static Coroutine<Void> share(Members members) {
        List<Future<String>> calls = new ArrayList<>();
        for (String member : List.of("A", "B", "B", "A")) {
            Work work = new Work("call " + (calls.size() + 1), members.keyOf(member), "nobody");
            calls.add(runInExecutor(members.executor(), work));
            System.out.println(await(members.said(member + " begins " + work.what())));
        }
        System.out.println(await(gather(calls)));
        return done();
    }

    @Async
    static Coroutine<Void> lose(Members members) {
        Future<String> sum = runInExecutor(members.executor(), new Work("the sum", members.keyOf("B"), "B"));
        System.out.println(await(members.said("B begins the sum")));
        Future<String> order = runInExecutor(members.executor("B"), new Work("the order", 0, "B"));
        System.out.println(await(members.said("B begins the order")));

        System.out.println("B is killed");
        members.kill("B");

        try {
            System.out.println(await(received(order)));
        } catch (MemberLeftException e) {
            System.out.println(
                    "nobody knows what became of the order: " + e.getClass().getSimpleName());
        }
        System.out.println(await(members.said("A begins the sum")));
        System.out.println(await(sum));
        return done();
    }

    @Async
    static Coroutine<String> received(Future<String> order) throws MemberLeftException {
        return done(await(order));
    }
}
