package dev.fermata.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.Generator;
import dev.fermata.program.Program;
import dev.fermata.woven.Awaits;
import dev.fermata.woven.CoroutineFrame;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Returns inside a try range, as Kotlin's compiler writes them and javac does not: the range then belongs to the loop
 * around it, as the handler leads back into it.
 */
class ReturnInTryTest {
    private static final Program WOVEN =
            Program.compile("""
            class Shop {
                static boolean isLast(String item, Object answer) { return item.equals(answer); }
                @Async static Generator<String, String, Boolean> items(List<String> items) {
                    for (String item : items) {
                        try {
                            if (isLast(item, Generator.yield(item))) { return done(true); }
                        } catch (IllegalStateException e) { }
                    }
                    return done(false);
                }
                @Async static Coroutine<Boolean> search(List<String> items) {
                    for (String item : items) {
                        try {
                            if (isLast(item, Asyncio.await(next()))) { return done(true); }
                        } catch (IllegalStateException e) { }
                    }
                    return done(false);
                }
                @Async static Coroutine<String> next() {
                    Asyncio.await(dev.fermata.woven.Awaits.HOP);
                    return done("b");
                }
            }
            """).map(ReturnInTryTest::withReturnsInTries).woven();

    private static byte[] withReturnsInTries(byte[] classFile) {
        var node = new ClassNode();
        new ClassReader(classFile).accept(node, 0);
        for (MethodNode method : node.methods) {
            for (TryCatchBlockNode block : method.tryCatchBlocks) {
                block.end = block.handler; // which stands directly behind
            }
        }
        var writer = new ClassWriter(0);
        node.accept(writer);
        return writer.toByteArray();
    }

    @Test
    void of_a_generator() {
        Generator<String, String, Boolean> items = WOVEN.generator("Shop", "items", List.of("a", "b"));
        items.next();
        items.send("?");

        assertThat(items.sendOr("b", null)).isNull();
        assertThat(items.result()).isTrue();
    }

    @Test
    void of_a_coroutine() {
        Object at = WOVEN.result("Shop", "search", List.of("a", "b"));
        while (at instanceof CoroutineFrame<?> frame) {
            at = Awaits.drive(frame, null, null);
        }

        assertThat(at).isEqualTo(true);
    }
}
