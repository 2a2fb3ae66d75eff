package dev.fermata.samples.cluster;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** This process as a member that does no work itself, and those that it has started. All end with {@link #close}. */
final class Members implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final String cluster = "samples-" + UUID.randomUUID();
    private final HazelcastInstance here =
            Hazelcast.newHazelcastInstance(Member.config("main", cluster).setLiteMember(true));
    private final Map<String, Process> processes = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<String>> lines = new ConcurrentHashMap<>();

    /** Starts a process for each name, and waits until all have joined. */
    static Members start(String... names) throws IOException, InterruptedException, TimeoutException {
        Members members = new Members();
        try {
            for (String name : names) {
                members.startProcess(name);
            }
            members.awaitShares(names.length);
            return members;
        } catch (Throwable failed) {
            members.close();
            throw failed;
        }
    }

    private void startProcess(String name) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-javaagent")) // what members run is not woven
                .toList());
        command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
        int port = here.getCluster().getLocalMember().getAddress().getPort();
        command.addAll(List.of(Member.class.getName(), name, cluster, String.valueOf(port)));
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        processes.put(name, process);
        Thread reader = new Thread(() -> listen(name, process.inputReader()), "output of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    private void listen(String name, BufferedReader output) {
        output.lines().map(line -> name + " " + line).forEach(line -> said(line).complete(line));
    }

    /** The line itself, once a member has printed it. It begins with the name of the member. */
    CompletableFuture<String> said(String line) {
        return lines.computeIfAbsent(line, unused -> new CompletableFuture<>());
    }

    /** Waits until {@code count} members have their share of the keys. */
    private void awaitShares(int count) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + PATIENCE;
        while (here.getCluster().getMembers().size() <= count || owners().size() < count) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(
                        "the members have not joined: " + here.getCluster().getMembers());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private Map<String, Integer> owners() {
        return here.getPartitionService().getPartitions().stream()
                .filter(partition -> partition.getOwner() != null)
                .collect(Collectors.toMap(
                        partition -> partition.getOwner().getAttribute(Member.NAME), partition -> 1, Integer::sum));
    }

    /** The executor of all members. */
    IExecutorService executor() {
        return here.getExecutorService("work");
    }

    /** The executor of one of them. */
    MemberExecutor executor(String name) {
        return here.getCluster().getMembers().stream()
                .filter(member -> name.equals(member.getAttribute(Member.NAME)))
                .map(member -> new MemberExecutor(executor(), member))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no member is called " + name));
    }

    /** A key that a member has in its share. */
    int keyOf(String name) {
        int key = 0;
        while (!name.equals(
                here.getPartitionService().getPartition(key).getOwner().getAttribute(Member.NAME))) {
            key++;
        }
        return key;
    }

    /** Ends a process as {@code kill -9} does: it can do nothing about it. */
    void kill(String name) {
        kill(processes.get(name));
    }

    private static void kill(Process process) {
        var unused = process.toHandle().destroyForcibly(); // by its handle, so that its output can be read to the end
    }

    @Override
    public void close() {
        processes.values().forEach(Members::kill);
        processes.values().forEach(process -> process.onExit().join());
        here.getLifecycleService().terminate();
    }
}
