package dev.fermata.weaver.harness;

import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.POP;

import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Makes programs of another form of programs that are generators: a coroutine awaits what the generator yields, an
 * asynchronous generator awaits some of it and yields the rest. So whatever is tested with generators is tested with the other
 * forms as well.
 */
public final class Conversion {
    private static final String GENERATOR = Form.GENERATOR.type();
    private static final String ASYNCIO = "dev/fermata/Asyncio";
    private static final String ASK = Type.getInternalName(Ask.class);
    private static final String AWAITABLE = "Ldev/fermata/Awaitable;";
    private static final String STAGE = "Ljava/util/concurrent/CompletionStage;";

    private final Form form;
    private int suspensions;

    private Conversion(Form form) {
        this.form = form;
    }

    /** Whether a class and those nested in it only make generators, and never resume one themselves. */
    public static boolean isPossible(Map<String, byte[]> classFiles, String className) {
        return classFiles.keySet().stream()
                .filter(name -> name.equals(className) || name.startsWith(className + "$"))
                .allMatch(name -> isPossible(classFiles.get(name)));
    }

    private static boolean isPossible(byte[] classFile) {
        ClassNode node = read(classFile);
        return !GENERATOR.equals(node.superName)
                && node.methods.stream().noneMatch(method -> {
                    for (AbstractInsnNode instruction : method.instructions) {
                        if (usesGenerator(instruction)) {
                            return true;
                        }
                    }
                    return false;
                });
    }

    private static boolean usesGenerator(AbstractInsnNode instruction) {
        if (instruction instanceof MethodInsnNode call) {
            return call.owner.equals(GENERATOR) && !isSuspension(call);
        }
        if (instruction instanceof InvokeDynamicInsnNode call) {
            for (Object argument : call.bsmArgs) {
                if (argument instanceof Handle handle && handle.getOwner().equals(GENERATOR)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isSuspension(MethodInsnNode call) {
        return call.owner.equals(GENERATOR) && (call.name.equals("yield") || call.name.equals("yieldFrom"));
    }

    /** Converts all classes for which it is possible; the others stay as they are. */
    public static Map<String, byte[]> to(Form form, Map<String, byte[]> classFiles) {
        if (form == Form.GENERATOR) {
            return classFiles;
        }
        var converted = new TreeMap<>(classFiles);
        converted.replaceAll(
                (name, classFile) -> isPossible(classFile) ? new Conversion(form).convert(classFile) : classFile);
        return converted;
    }

    private static ClassNode read(byte[] classFile) {
        var node = new ClassNode();
        new ClassReader(classFile).accept(node, 0);
        return node;
    }

    private byte[] convert(byte[] classFile) {
        ClassNode node = read(classFile);
        for (MethodNode method : node.methods) {
            for (AbstractInsnNode instruction : method.instructions.toArray()) {
                if (instruction instanceof MethodInsnNode call && isSuspension(call)) {
                    method.instructions.insertBefore(call, suspension(call));
                    method.instructions.remove(call);
                } else if (instruction instanceof MethodInsnNode call && isDone(call)) {
                    method.instructions.insertBefore(call, new InsnNode(POP));
                    call.desc = "()Ldev/fermata/Suspendable;";
                }
            }
        }
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(new ClassRemapper(writer, new SimpleRemapper(Opcodes.ASM9, GENERATOR, form.type())));
        return writer.toByteArray();
    }

    /** Whether it is an end with a value, which an asynchronous generator cannot have. */
    private boolean isDone(MethodInsnNode call) {
        return form == Form.ASYNC_GENERATOR
                && call.owner.equals(ASYNCIO)
                && call.name.equals("done")
                && !call.desc.startsWith("()");
    }

    /** stack: item, or what to delegate to -> what comes back. */
    private InsnList suspension(MethodInsnNode call) {
        var code = new InsnList();
        int number = suspensions++;
        if (call.desc.startsWith("(L" + GENERATOR + ";)")) {
            delegate(code);
        } else if (form == Form.ASYNC_GENERATOR && number % 2 == 0 && call.name.equals("yield")) {
            code.add(new MethodInsnNode(
                    INVOKESTATIC, form.type(), "yield", "(Ljava/lang/Object;)Ljava/lang/Object;", true));
        } else {
            ask(code, number / 2);
        }
        return code;
    }

    private void delegate(InsnList code) {
        if (form == Form.ASYNC_GENERATOR) {
            code.add(call(ASK, "step", "(L" + form.type() + ";)" + AWAITABLE));
        }
        await(code, form.isEager() ? STAGE : AWAITABLE);
        if (form == Form.ASYNC_GENERATOR) {
            code.add(call(ASK, "number", "(Ljava/lang/Object;)Ljava/lang/Object;"));
        }
    }

    private void ask(InsnList code, int number) {
        if (form.isEager() || number % 4 == 1) {
            code.add(call(ASK, "stage", "(Ljava/lang/Object;)" + STAGE));
            await(code, STAGE);
        } else {
            boolean coroutine = number % 4 == 2;
            code.add(call(
                    ASK,
                    coroutine ? "coroutine" : "of",
                    "(Ljava/lang/Object;)" + (coroutine ? "Ldev/fermata/Coroutine;" : AWAITABLE)));
            await(code, AWAITABLE);
        }
    }

    private static void await(InsnList code, String type) {
        code.add(call(ASYNCIO, "await", "(" + type + ")Ljava/lang/Object;"));
    }

    private static MethodInsnNode call(String owner, String name, String descriptor) {
        return new MethodInsnNode(INVOKESTATIC, owner, name, descriptor, false);
    }
}
