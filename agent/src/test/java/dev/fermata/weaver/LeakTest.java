package dev.fermata.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.weaver.harness.Compiler;
import dev.fermata.weaver.harness.LeakCheck;
import dev.fermata.weaver.harness.Targets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A suspended frame holds what is still needed, and nothing else. */
class LeakTest {
    @ParameterizedTest(name = "{1} by {0}")
    @MethodSource
    void a_frame_holds_no_dead_reference(Compiler compiler, String name) {
        var check = new LeakCheck(Targets.compiledBy(compiler, "java17"));

        assertThat(check.leaks(name)).isEmpty();
    }

    static Stream<Arguments> a_frame_holds_no_dead_reference() {
        List<String> names = Targets.names("java17").stream()
                .filter(name -> name.startsWith("leaks."))
                .toList();
        return Stream.of(Compiler.javac(17, "-g"), Compiler.javac(17, "-g:none"), Compiler.ecj(17, "-g"))
                .flatMap(compiler -> names.stream().map(name -> Arguments.of(compiler, name)));
    }
}
