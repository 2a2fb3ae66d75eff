package dev.fermata.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.weaver.harness.Compiler;
import dev.fermata.weaver.harness.Form;
import dev.fermata.weaver.harness.LeakCheck;
import dev.fermata.weaver.harness.Targets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A suspended frame holds what is still needed, and one that is over holds nothing. */
class LeakTest {
    /** The classes whose programs yield, and can be converted to others. */
    private static final String YIELDING = "leaks.";

    /** Which asynchronous generators do not have. */
    private static final String TAIL_CALLS = "leaks.TailCalls";

    /** The classes that are written with {@code await}. */
    private static final String AWAITING = "awaits.leaks.";

    @ParameterizedTest(name = "{2} as {0} by {1}")
    @MethodSource
    void a_frame_holds_no_dead_reference(Form form, Compiler compiler, String name) {
        var check = new LeakCheck(form, Targets.compiledBy(compiler, "java17"));

        assertThat(check.leaks(name)).isEmpty();
    }

    static Stream<Arguments> a_frame_holds_no_dead_reference() {
        return Stream.of(Compiler.javac(17, "-g"), Compiler.javac(17, "-g:none"), Compiler.ecj(17, "-g"))
                .flatMap(compiler -> Stream.of(
                                names(YIELDING).map(name -> Arguments.of(Form.GENERATOR, compiler, name)),
                                names(YIELDING).map(name -> Arguments.of(Form.COROUTINE, compiler, name)),
                                names(YIELDING)
                                        .filter(name -> !name.equals(TAIL_CALLS))
                                        .map(name -> Arguments.of(Form.ASYNC_GENERATOR, compiler, name)),
                                names(AWAITING).map(name -> Arguments.of(Form.GENERATOR, compiler, name)))
                        .flatMap(arguments -> arguments));
    }

    private static Stream<String> names(String folder) {
        List<String> names = Targets.names("java17");
        return names.stream().filter(name -> name.startsWith(folder));
    }
}
