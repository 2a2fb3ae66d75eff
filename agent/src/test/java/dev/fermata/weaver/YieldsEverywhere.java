package dev.fermata.weaver;

import static org.objectweb.asm.Opcodes.ACC_ABSTRACT;
import static org.objectweb.asm.Opcodes.ACC_BRIDGE;
import static org.objectweb.asm.Opcodes.ACC_NATIVE;
import static org.objectweb.asm.Opcodes.ACC_SYNCHRONIZED;
import static org.objectweb.asm.Opcodes.ACC_SYNTHETIC;
import static org.objectweb.asm.Opcodes.ACC_VARARGS;
import static org.objectweb.asm.Opcodes.ACONST_NULL;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.NEW;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.RETURN;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Adds a generator to a class for each of its methods that has a body: a copy of the method that yields at random places,
 * with whatever stands on the stack there, and ends with {@code done(value)}.
 *
 * <p>A place is named by its method's key and its number among the instructions.
 */
final class YieldsEverywhere {
    private static final int MOST_YIELDS = 12;
    private static final int DELEGATIONS = 5;

    private YieldsEverywhere() {}

    /**
     * Adds the generators.
     *
     * @param seed of the random choice of places
     * @param wanted whether a generator is added for the method with this key, and yields at the place with this number;
     *     asked with number -1 about the method
     * @return the new class file
     */
    static byte[] added(byte[] classFile, long seed, BiPredicate<String, Integer> wanted) {
        var node = new ClassNode();
        new ClassReader(classFile).accept(node, ClassReader.EXPAND_FRAMES);
        for (MethodNode method : List.copyOf(node.methods)) {
            String key = method.name + method.desc;
            if (hasBody(method) && wanted.test(key, -1)) {
                node.methods.add(generator(node, method, new Random(seed ^ key.hashCode()), wanted));
            }
        }
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return writer.toByteArray();
    }

    /** The keys of the methods for which there can be a generator. */
    static List<String> methods(byte[] classFile) {
        var node = new ClassNode();
        new ClassReader(classFile).accept(node, ClassReader.SKIP_CODE);
        return node.methods.stream()
                .filter(YieldsEverywhere::hasBody)
                .map(method -> method.name + method.desc)
                .toList();
    }

    /** The name of the generator for the method with this number: two methods may differ only in what they return. */
    private static String nameFor(int number, String method) {
        return method + "$generator" + number;
    }

    private static boolean hasBody(MethodNode method) {
        return (method.access & (ACC_ABSTRACT | ACC_NATIVE)) == 0 && !method.name.startsWith("<");
    }

    private static MethodNode generator(
            ClassNode owner, MethodNode method, Random random, BiPredicate<String, Integer> wanted) {
        int access = method.access & ~(ACC_BRIDGE | ACC_SYNTHETIC | ACC_SYNCHRONIZED | ACC_VARARGS);
        String[] exceptions = method.exceptions.toArray(String[]::new);
        Type result = Type.getType("L" + Contract.GENERATOR + ";");
        String desc = Type.getMethodDescriptor(result, Type.getArgumentTypes(method.desc));
        String name = nameFor(owner.methods.indexOf(method), method.name);
        var copy = new MethodNode(access, name, desc, null, exceptions);
        method.accept(copy);
        copy.name = name;
        copy.desc = desc;
        copy.access = access;
        copy.signature = null;
        copy.visibleAnnotations = null;
        copy.invisibleAnnotations = null;
        copy.visitAnnotation(Contract.ASYNC, false).visitEnd();
        addYields(copy, random, number -> wanted.test(method.name + method.desc, number));
        endWithDone(copy, Type.getReturnType(method.desc));
        return copy;
    }

    private static void addYields(MethodNode method, Random random, IntPredicate wanted) {
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
        int yields = Math.min(MOST_YIELDS, 1 + places.size() / 6);
        for (int i = 0; i < yields && !places.isEmpty(); i++) {
            AbstractInsnNode place = places.remove(random.nextInt(places.size()));
            if (wanted.test(flow.index(place))) {
                method.instructions.insertBefore(place, yieldNothing());
            }
        }
    }

    private static InsnList yieldNothing() {
        var code = new InsnList();
        code.add(new InsnNode(ACONST_NULL));
        code.add(
                new MethodInsnNode(INVOKESTATIC, Contract.GENERATOR, Contract.YIELD, Contract.OBJECT_TO_OBJECT, false));
        code.add(new InsnNode(POP));
        return code;
    }

    private static void endWithDone(MethodNode method, Type result) {
        for (AbstractInsnNode instruction : method.instructions.toArray()) {
            int opcode = instruction.getOpcode();
            if (opcode >= IRETURN && opcode <= RETURN) {
                method.instructions.insertBefore(instruction, done(result));
                method.instructions.remove(instruction);
            }
        }
    }

    /** stack: what was returned -> ; boxes it. */
    private static InsnList done(Type result) {
        var list = new MethodNode();
        var code = new GeneratorAdapter(list, 0, "", "()V");
        if (result.getSort() == Type.VOID) {
            code.visitInsn(ACONST_NULL);
        } else {
            code.valueOf(result);
        }
        code.visitMethodInsn(INVOKESTATIC, Contract.ASYNCIO, Contract.DONE, Contract.DONE_WITH_VALUE, false);
        code.visitTypeInsn(CHECKCAST, Contract.GENERATOR);
        code.visitInsn(ARETURN);
        return list.instructions;
    }
}
