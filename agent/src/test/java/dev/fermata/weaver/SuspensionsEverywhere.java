package dev.fermata.weaver;

import static org.objectweb.asm.Opcodes.ACC_ABSTRACT;
import static org.objectweb.asm.Opcodes.ACC_BRIDGE;
import static org.objectweb.asm.Opcodes.ACC_INTERFACE;
import static org.objectweb.asm.Opcodes.ACC_NATIVE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SYNCHRONIZED;
import static org.objectweb.asm.Opcodes.ACC_SYNTHETIC;
import static org.objectweb.asm.Opcodes.ACC_VARARGS;
import static org.objectweb.asm.Opcodes.ACONST_NULL;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.GETSTATIC;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.NEW;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.RETURN;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;

/**
 * Adds a twin that suspends to each method of a class that has a body: a copy of the method that yields or awaits at random
 * places, with whatever stands on the stack there, and ends with {@code done(value)}.
 *
 * <p>A place is named by its method's key and its number among the instructions.
 */
final class SuspensionsEverywhere {
    /** Follows the name of the method in that of its twin. */
    static final String TWIN = "$twin";

    /** How many suspensions a twin has at most. */
    static final int USUAL = 12;

    private static final String HOP = "hop$";
    private static final String HOP_DESCRIPTOR = "()Ldev/fermata/Coroutine;";

    private final ClassNode node = new ClassNode();
    private final long seed;
    private final int most;
    private final Function<String, Kind> kinds;
    private final BiPredicate<String, Integer> wanted;

    private SuspensionsEverywhere(
            byte[] classFile, long seed, int most, Function<String, Kind> kinds, BiPredicate<String, Integer> wanted) {
        this.seed = seed;
        this.most = most;
        this.kinds = kinds;
        this.wanted = wanted;
        new ClassReader(classFile).accept(node, ClassReader.EXPAND_FRAMES);
    }

    /**
     * Adds the twins.
     *
     * @param seed of the random choice of places
     * @param most how many suspensions a twin has at most; a method that is not long has fewer
     * @param kinds what the twin of the method with a key is
     * @param wanted whether a twin is added for the method with this key, and suspends at the place with this number; asked
     *     with number -1 about the method
     * @return the new class file
     */
    static byte[] added(
            byte[] classFile, long seed, int most, Function<String, Kind> kinds, BiPredicate<String, Integer> wanted) {
        return new SuspensionsEverywhere(classFile, seed, most, kinds, wanted).write();
    }

    /** The keys of the methods for which there can be a twin. */
    static List<String> methods(byte[] classFile) {
        var node = new ClassNode();
        new ClassReader(classFile).accept(node, ClassReader.SKIP_CODE);
        return node.methods.stream()
                .filter(SuspensionsEverywhere::hasBody)
                .map(SuspensionsEverywhere::key)
                .toList();
    }

    /** Two methods may differ only in what they return, and a twin must not override another. */
    private String nameOfTwin(MethodNode method) {
        return method.name + TWIN + node.methods.indexOf(method) + "$" + Integer.toHexString(node.name.hashCode());
    }

    private static boolean hasBody(MethodNode method) {
        return (method.access & (ACC_ABSTRACT | ACC_NATIVE)) == 0 && !method.name.startsWith("<");
    }

    private static String key(MethodNode method) {
        return method.name + method.desc;
    }

    private byte[] write() {
        boolean awaits = false;
        for (MethodNode method : List.copyOf(node.methods)) {
            if (hasBody(method) && wanted.test(key(method), -1)) {
                Kind kind = kinds.apply(key(method));
                node.methods.add(twin(method, kind));
                awaits |= kind.awaits();
            }
        }
        if (awaits) {
            node.methods.add(hop());
        }
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return writer.toByteArray();
    }

    private MethodNode twin(MethodNode method, Kind kind) {
        int access = method.access & ~(ACC_BRIDGE | ACC_SYNTHETIC | ACC_SYNCHRONIZED | ACC_VARARGS);
        String[] exceptions = method.exceptions.toArray(String[]::new);
        Type result = Type.getObjectType(kind.type());
        String desc = Type.getMethodDescriptor(result, Type.getArgumentTypes(method.desc));
        String name = nameOfTwin(method);
        var twin = new MethodNode(access, name, desc, null, exceptions);
        method.accept(twin);
        twin.visibleAnnotations = null;
        twin.invisibleAnnotations = null;
        twin.visitAnnotation(Contract.ASYNC, false).visitEnd();
        addSuspensions(twin, key(method), kind);
        endWithDone(twin, Type.getReturnType(method.desc), kind);
        return twin;
    }

    /** A coroutine that lets the loop go round once. */
    private MethodNode hop() {
        var method = new MethodNode(ACC_PUBLIC | ACC_STATIC, HOP, HOP_DESCRIPTOR, null, null);
        method.visitAnnotation(Contract.ASYNC, false).visitEnd();
        var code = new GeneratorAdapter(method, ACC_STATIC, HOP, HOP_DESCRIPTOR);
        writeAwait(code, 0);
        code.visitInsn(POP);
        writeDone(code, Type.VOID_TYPE, Kind.COROUTINE);
        return method;
    }

    // ---- suspensions

    private void addSuspensions(MethodNode method, String key, Kind kind) {
        var random = new Random(seed ^ key.hashCode());
        ControlFlow flow = ControlFlow.of(method);
        MonitorDepth monitors = MonitorDepth.of(flow);
        List<AbstractInsnNode> places = new ArrayList<>();
        for (int i = 0; i < flow.size(); i++) {
            AbstractInsnNode instruction = flow.instruction(i);
            // A frame may refer to the label before a NEW.
            boolean possible = instruction.getOpcode() >= 0 && instruction.getOpcode() != NEW && !monitors.isHeld(i);
            if (possible) {
                places.add(instruction);
            }
        }
        int suspensions = Math.min(most, 1 + places.size() * most / 72);
        for (int i = 0; i < suspensions && !places.isEmpty(); i++) {
            AbstractInsnNode place = places.remove(random.nextInt(places.size()));
            int choice = random.nextInt(100);
            if (wanted.test(key, flow.index(place))) {
                method.instructions.insertBefore(place, suspension(kind, choice));
            }
        }
    }

    private InsnList suspension(Kind kind, int choice) {
        var list = new MethodNode();
        var code = new GeneratorAdapter(list, 0, "", "()V");
        if (kind == Kind.GENERATOR) {
            writeYield(code, choice % 5);
        } else if (kind == Kind.ASYNC_GENERATOR && choice % 2 == 0) {
            code.visitInsn(ACONST_NULL);
            code.visitMethodInsn(
                    INVOKESTATIC, Contract.ASYNC_GENERATOR, Contract.YIELD, Contract.OBJECT_TO_OBJECT, false);
        } else {
            writeAwait(code, choice % 4);
        }
        code.visitInsn(POP);
        return list.instructions;
    }

    private static void writeYield(GeneratorAdapter code, int choice) {
        if (choice == 0) {
            code.visitMethodInsn(
                    INVOKESTATIC, Kind.GENERATOR.finished(), "ofNothing", "()Ldev/fermata/woven/Returned;", false);
            String desc = "(Ldev/fermata/Generator;)Ljava/lang/Object;";
            code.visitMethodInsn(INVOKESTATIC, Contract.GENERATOR, Contract.YIELD_FROM, desc, false);
        } else {
            code.visitInsn(ACONST_NULL);
            code.visitMethodInsn(INVOKESTATIC, Contract.GENERATOR, Contract.YIELD, Contract.OBJECT_TO_OBJECT, false);
        }
    }

    /** Awaits an object, a stage, a coroutine of this class, or one of another class. */
    private void writeAwait(GeneratorAdapter code, int choice) {
        boolean inInterface = (node.access & ACC_INTERFACE) != 0;
        String type = "Ldev/fermata/Awaitable;";
        if (choice == 0) {
            code.visitFieldInsn(GETSTATIC, Contract.AWAITS, "HOP", "Ldev/fermata/Coroutine;");
        } else if (choice == 1) {
            code.visitInsn(ACONST_NULL);
            type = "Ljava/util/concurrent/CompletionStage;";
            code.visitMethodInsn(
                    INVOKESTATIC,
                    "java/util/concurrent/CompletableFuture",
                    "completedFuture",
                    "(Ljava/lang/Object;)Ljava/util/concurrent/CompletableFuture;",
                    false);
        } else if (choice == 2) {
            code.visitMethodInsn(INVOKESTATIC, node.name, HOP, HOP_DESCRIPTOR, inInterface);
        } else {
            code.visitMethodInsn(INVOKESTATIC, Type.getInternalName(Hops.class), "hop", HOP_DESCRIPTOR, false);
        }
        code.visitMethodInsn(INVOKESTATIC, Contract.ASYNCIO, Contract.AWAIT, "(" + type + ")Ljava/lang/Object;", false);
    }

    // ---- endings

    private static void endWithDone(MethodNode method, Type result, Kind kind) {
        for (AbstractInsnNode instruction : method.instructions.toArray()) {
            int opcode = instruction.getOpcode();
            if (opcode >= IRETURN && opcode <= RETURN) {
                var list = new MethodNode();
                writeDone(new GeneratorAdapter(list, 0, "", "()V"), result, kind);
                method.instructions.insertBefore(instruction, list.instructions);
                method.instructions.remove(instruction);
            }
        }
    }

    /** stack: what was returned -> ; boxes it. */
    private static void writeDone(GeneratorAdapter code, Type result, Kind kind) {
        if (result.getSort() == Type.VOID) {
            code.visitInsn(ACONST_NULL);
        } else {
            code.valueOf(result);
        }
        code.visitMethodInsn(INVOKESTATIC, Contract.ASYNCIO, Contract.DONE, Contract.DONE_WITH_VALUE, false);
        code.visitTypeInsn(CHECKCAST, kind.type());
        code.visitInsn(ARETURN);
    }
}
