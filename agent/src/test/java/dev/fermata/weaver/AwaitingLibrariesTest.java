package dev.fermata.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.weaver.TwinCalls.Form;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The methods of big jars give the same results when they await each other and other things, at random places, on a loop; and
 * the same when an exception or a cancellation comes at one of the places.
 *
 * <p>{@code -Dfermata.test.all=true} takes more calls, and the other jars too; {@code -Dfermata.test.seed=N} other arguments
 * and places, {@code -Dfermata.test.seeds=N} as many seeds from there on, and {@code -Dfermata.test.most=N} more places in a
 * method. {@code -Dfermata.test.only=REGEX} calls only methods of classes that match; {@code -Dfermata.test.trace=true} names
 * each method before it is called, to see which one does not end.
 */
class AwaitingLibrariesTest {
    private static final boolean ALL = Boolean.getBoolean("fermata.test.all");
    private static final boolean TRACE = Boolean.getBoolean("fermata.test.trace");
    private static final Pattern ONLY = Pattern.compile(System.getProperty("fermata.test.only", ""));
    private static final long SEED = Long.getLong("fermata.test.seed", 1);
    private static final int SEEDS = Integer.getInteger("fermata.test.seeds", 1);
    private static final int CALLS = ALL ? 6 : 3;

    /** Those whose methods mostly are functions. The methods of others are woven and verified only. */
    private static final Pattern FUNCTIONAL = Pattern.compile("(guava|commons-lang3|kotlin-stdlib).*");

    /** Guava logs what is thrown into it. */
    private static final Logger LOGGER = Logger.getLogger("com.google");

    private final List<String> differences = new ArrayList<>();
    private int compared;
    private int failed;
    private long seed;
    private TwinCalls plain;
    private TwinCalls woven;

    static List<Path> jars() {
        return ALL ? Jars.paths() : Jars.paths().subList(0, 1);
    }

    @ParameterizedTest
    @MethodSource("jars")
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void methods_that_await_each_other_give_the_same(Path jar) {
        LOGGER.setLevel(Level.OFF);
        boolean functional = FUNCTIONAL.matcher(jar.getFileName().toString()).matches();
        for (seed = SEED; seed < SEED + SEEDS; seed++) {
            var library = new Library(Jars.classFiles(jar), seed);
            plain = new TwinCalls(library, false);
            woven = new TwinCalls(library, true);
            int methods = 0;
            for (String name : library.names()) {
                methods += functional && ONLY.matcher(name).find() ? compare(name) : 0;
            }
            woven.loader().faults().forEach(fault -> differences.add("seed " + seed + ": " + fault));
            System.out.printf(
                    "%s, seed %d: %d methods woven, %d called; up to now %d calls compared, %d of them with an exception%n",
                    jar.getFileName(), seed, woven.loader().methods(), methods, compared, failed);
        }
        assertThat(differences).as("%d differences", differences.size()).isEmpty();
        assertThat(failed).isGreaterThanOrEqualTo(functional ? 100 : 0);
    }

    /** Compares the methods of a class, and returns how many. */
    private int compare(String name) {
        List<String> methods = plain.callable(name);
        for (String method : methods) {
            if (TRACE) {
                System.out.println(name + "." + method);
            }
            compare(name, method);
        }
        return methods.size();
    }

    private void compare(String name, String method) {
        for (int i = 0; i < CALLS; i++) {
            long chosen = 31 * seed + i + (name + method).hashCode();
            String original = outcome(plain, name, method, Form.ORIGINAL, chosen, 0);
            outcome(woven, name, method, Form.ORIGINAL, chosen, 0); // so that both have done the same before
            if (original == null || original.contains("@") || original.contains("StackOverflowError")) {
                continue;
            }
            String difference = difference(name, method, chosen, 0, original);
            int stops = Stops.count();
            if (difference == null && stops > 0) {
                failed++;
                difference = difference(name, method, chosen, 1 + Math.floorMod((int) chosen * 7919, stops), "");
            }
            if (difference != null) {
                differences.add("seed " + seed + ": " + name + "." + method + difference);
                return;
            }
        }
    }

    /** Compares the twins, and the plain one with the beginning that its outcome must have; null if there is no difference. */
    private String difference(String name, String method, long chosen, int stop, String beginning) {
        compared++;
        String expected = outcome(plain, name, method, Form.PLAIN, chosen, stop);
        String found = outcome(woven, name, method, Form.AWAITING, chosen, stop);
        if (expected.equals(found) && expected.startsWith(beginning)) {
            return null;
        }
        return (stop == 0 ? "\n  original: " + beginning : " with an exception at stop " + stop) + "\n  plain: "
                + expected + "\n  woven: " + found;
    }

    private static String outcome(TwinCalls calls, String name, String method, Form form, long chosen, int stop) {
        Stops.begin(stop);
        String outcome = calls.outcome(name, method, form, chosen);
        return outcome == null || form == Form.ORIGINAL
                ? outcome
                : outcome + " after " + Stops.count() + " stops, " + Integer.toHexString(Stops.path());
    }
}
