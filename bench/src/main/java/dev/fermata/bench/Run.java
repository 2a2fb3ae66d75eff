package dev.fermata.bench;

import dev.fermata.bench.awaiting.AwaitWorks;
import dev.fermata.bench.generator.GeneratorWorks;
import dev.fermata.bench.loop.LoopWorks;
import dev.fermata.bench.processes.ProcessWorks;
import dev.fermata.bench.sync.SyncWorks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Measures a group of benchmarks and prints how it compares: {@code Run NAME [PATTERN...] [JMH OPTIONS]}.
 *
 * <p>All ratios are of figures of the same run. The agent is attached to every JVM that JMH starts, the peers' as well; the
 * system property {@code fermata.agent.jar} says where it is.
 */
public final class Run {
    private static final Map<String, Group> GROUPS = Map.of(
            "generator", Group.of(GeneratorWorks.class, GeneratorWorks.works()),
            "await", Group.of(AwaitWorks.class, AwaitWorks.works()),
            "loop", Group.of(LoopWorks.class, LoopWorks.works()),
            "sync", Group.of(SyncWorks.class, SyncWorks.works()));

    /** The group that is a program of its own. */
    private static final String PROCESSES = "processes";

    /** The works, and the package in which all benchmarks of the group are. */
    private record Group(String packageName, List<Work> works) {
        static Group of(Class<?> neighbour, List<Work> works) {
            return new Group(neighbour.getPackageName(), works);
        }
    }

    private Run() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            System.out.println("The groups of benchmarks are: " + names());
            return;
        }
        String group = arguments[0];
        if (group.equals(PROCESSES)) {
            ProcessWorks.run();
            return;
        }
        if (!GROUPS.containsKey(group)) {
            exit("There is no group of benchmarks named '" + group + "'. The groups are: " + names());
        }
        String agent = System.getProperty("fermata.agent.jar", "");
        if (!Files.isRegularFile(Path.of(agent))) {
            exit("The system property fermata.agent.jar says '" + agent
                    + "', where no agent is. Use bench/run, or set it " + "to the path of fermata-agent.jar.");
        }
        run(
                group,
                GROUPS.get(group),
                agent,
                new CommandLineOptions(Arrays.copyOfRange(arguments, 1, arguments.length)));
    }

    private static String names() {
        TreeSet<String> names = new TreeSet<>(GROUPS.keySet());
        names.add(PROCESSES);
        return String.join(", ", names);
    }

    private static void run(String name, Group group, String agent, CommandLineOptions given) throws RunnerException {
        Collection<RunResult> runs = new Runner(options(group, agent, given).build()).run();
        if (runs.isEmpty()) {
            exit("Nothing was measured.");
        }
        var jvm = runs.iterator().next().getParams();
        int jdk = Runtime.Version.parse(jvm.getJdkVersion()).feature();
        System.out.println("\n" + name + " on " + jvm.getVmName() + " " + jvm.getJdkVersion()
                + ", ns per operation if nothing else is said; less than " + Target.NothingAllocated.NOTHING_BELOW
                + " B per operation counts as nothing\n");
        Results results = new Results(runs);
        System.out.print(Table.of(group.works(), results, jdk));
        if (given.getIncludes().isEmpty() && given.getExcludes().isEmpty()) {
            failUnlessComplete(group.works(), results);
        }
    }

    private static void failUnlessComplete(List<Work> works, Results results) {
        String missing = works.stream()
                .flatMap(work -> Stream.of(work.fermata(), work.byHand(), work.kotlin()))
                .filter(benchmark -> benchmark != null && !results.has(benchmark))
                .distinct()
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            System.err.println("These failed, see above: " + missing);
            System.exit(1);
        }
    }

    private static ChainedOptionsBuilder options(Group group, String agent, CommandLineOptions given) {
        List<String> jvmOptions = new ArrayList<>(List.of("-javaagent:" + agent, "-XX:+UseG1GC"));
        jvmOptions.addAll(given.getJvmArgsAppend().orElse(List.of()));
        ChainedOptionsBuilder options = new OptionsBuilder()
                .parent(given)
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend(jvmOptions.toArray(String[]::new));
        if (!VirtualThreads.exist()) {
            options.exclude(VirtualThreads.BENCHMARKS);
        }
        String prefix = group.packageName() + ".";
        if (given.getIncludes().isEmpty()) {
            options.include(prefix);
        }
        for (String pattern : given.getIncludes()) {
            options.include(prefix + ".*" + pattern);
        }
        return options;
    }

    private static void exit(String problem) {
        System.err.println(problem);
        System.exit(2);
    }
}
