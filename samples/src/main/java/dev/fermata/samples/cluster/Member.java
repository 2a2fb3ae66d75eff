package dev.fermata.samples.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import java.io.IOException;

/**
 * A member of the cluster, in a process of its own.
 *
 * <p>It ends as soon as its standard input does, and so never outlives the process that has started it, whatever becomes of
 * that.
 */
final class Member {
    /** The attribute that other members know it by. */
    static final String NAME = "name";

    private static volatile String name = "nobody";

    private Member() {}

    /** Called with its own name, that of the cluster, and the port of the member to join. */
    public static void main(String[] args) throws IOException {
        name = args[0];
        Hazelcast.newHazelcastInstance(config(name, args[1], "127.0.0.1:" + args[2]));
        while (System.in.read() >= 0) {
            Thread.onSpinWait(); // nobody writes; what counts is the end
        }
        Runtime.getRuntime().halt(0);
    }

    /** The name of the member that this process is. */
    static String name() {
        return name;
    }

    /** The settings of a member that is on this machine only, and quiet. */
    static Config config(String name, String cluster, String... toJoin) {
        System.setProperty(
                "hazelcast.logging.type", "none"); // here as well, for what is logged before there is a member
        Config config = new Config().setClusterName(cluster);
        config.getMemberAttributeConfig().setAttribute(NAME, name);
        config.getMetricsConfig().setEnabled(false);
        NetworkConfig network = config.getNetworkConfig().setPort(0); // any that is free
        network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true);
        for (String member : toJoin) {
            join.getTcpIpConfig().addMember(member);
        }
        return config.setProperty("hazelcast.socket.bind.any", "false")
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.logging.type", "none")
                .setProperty("hazelcast.shutdownhook.enabled", "false")
                .setProperty("hazelcast.wait.seconds.before.join", "0")
                .setProperty("hazelcast.partition.count", "13"); // with so little data, fewer are faster to hand out
    }
}
