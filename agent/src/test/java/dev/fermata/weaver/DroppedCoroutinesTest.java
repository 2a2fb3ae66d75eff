package dev.fermata.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.program.Program;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Where a coroutine is dropped at once, woven code tells of it. */
class DroppedCoroutinesTest {
    private static WovenClass weave(String body) {
        return Weaver.weave(Program.compile("class Shop { static Coroutine<Integer> price; " + body + "}")
                .classFile("Shop"));
    }

    private static List<String> callsAfterPrices(WovenClass woven, String method) {
        var node = new ClassNode();
        new ClassReader(woven.bytes()).accept(node, 0);
        return node.methods.stream()
                .filter(candidate -> candidate.name.equals(method))
                .flatMap(candidate -> callsAfterPrices(candidate).stream())
                .toList();
    }

    private static List<String> callsAfterPrices(MethodNode method) {
        return List.of(method.instructions.toArray()).stream()
                .filter(instruction -> instruction instanceof MethodInsnNode call && call.name.equals("prices"))
                .map(Calls::nextReal)
                .map(DroppedCoroutinesTest::name)
                .toList();
    }

    private static String name(AbstractInsnNode instruction) {
        if (instruction.getOpcode() == Opcodes.POP) {
            return "pop";
        }
        return instruction instanceof MethodInsnNode call ? call.name + call.desc : "other";
    }

    @Test
    void in_a_method_that_is_woven() {
        WovenClass woven = weave("""
                static Coroutine<Integer> prices() { return price; }
                @Async static Coroutine<Void> sum() { prices(); Asyncio.await(price); prices(); return done(); }
                """);

        assertThat(callsAfterPrices(woven, "sum"))
                .containsExactly("dropped(Ljava/lang/Object;)V", "dropped(Ljava/lang/Object;)V");
    }

    @Test
    void in_a_class_without_a_coroutine_of_its_own() {
        WovenClass woven = weave("""
                interface Prices { Coroutine<Integer> prices(); }
                static void sum(Prices list) { list.prices(); }
                """);

        assertThat(callsAfterPrices(woven, "sum")).containsExactly("dropped(Ljava/lang/Object;)V");
        assertThat(woven.diagnostics())
                .extracting(Diagnostic::toString)
                .containsExactly("Shop.sum: not woven, but it drops a coroutine");
    }

    @Test
    void what_is_kept_or_is_no_coroutine_stays_as_it_is() {
        WovenClass woven = weave("""
                interface Prices { Coroutine<Integer> prices(); Future<Integer> price(); }
                static Object sum(Prices list) { list.price(); Object kept = list.prices(); return kept; }
                """);

        assertThat(woven.isUnchanged()).isTrue();
    }
}
