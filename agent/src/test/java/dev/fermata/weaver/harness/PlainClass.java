package dev.fermata.weaver.harness;

import static org.objectweb.asm.Opcodes.ACC_ABSTRACT;
import static org.objectweb.asm.Opcodes.ACC_BRIDGE;
import static org.objectweb.asm.Opcodes.ACC_INTERFACE;
import static org.objectweb.asm.Opcodes.ACC_NATIVE;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SYNTHETIC;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.H_INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Rewrites a class so that its generators are {@linkplain StandIn stand-ins}, and its coroutines and the like
 * {@linkplain Form other ones}, without the weaver.
 *
 * <p>The body of each method that the weaver would weave moves to a private twin, {@code m$plain}; a second method,
 * {@code m$call}, takes its arguments out of an array; and {@code m} itself makes the stand-in:
 * <pre>{@code
 * Generator m(A a, B b) { return StandIn.of(H::m$call, new Object[] {this, a, b}); }
 * private static Generator m$call(Object[] args) { return ((H) args[0]).m$plain((A) args[1], (B) args[2]); }
 * }</pre>
 */
final class PlainClass {
    private static final String GENERATOR = "dev/fermata/Generator";
    private static final String ASYNCIO = "dev/fermata/Asyncio";
    private static final String ASYNC = "Ldev/fermata/annotation/Async;";
    private static final String ASYNC_GENERATOR = "dev/fermata/AsyncGenerator";
    private static final Type OBJECTS = Type.getType(Object[].class);

    private final ClassNode node = new ClassNode();
    private final Type self;
    private final boolean isInterface;

    private PlainClass(byte[] classFile) {
        new ClassReader(classFile).accept(node, 0);
        self = Type.getObjectType(node.name);
        isInterface = (node.access & ACC_INTERFACE) != 0;
    }

    static byte[] of(byte[] classFile) {
        return new PlainClass(classFile).write();
    }

    /** Whether a class file has something that the weaver would weave. */
    static boolean hasSuspending(byte[] classFile) {
        return new PlainClass(classFile).node.methods.stream().anyMatch(PlainClass::suspends);
    }

    private byte[] write() {
        List<MethodNode> bodies =
                node.methods.stream().filter(PlainClass::suspends).toList();
        node.methods.forEach(PlainClass::redirect);
        for (MethodNode body : bodies) {
            var stub = new MethodNode(body.access, body.name, body.desc, body.signature, null);
            stub.exceptions = body.exceptions;
            int number = node.methods.indexOf(body);
            node.methods.set(number, stub);
            becomeTwin(body, number);
            node.methods.add(body);
            writeStub(stub, writeCall(body, number));
        }
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return writer.toByteArray();
    }

    /** The number keeps overloads apart. */
    private static void becomeTwin(MethodNode body, int number) {
        body.access = body.access & ACC_STATIC | ACC_PRIVATE | ACC_SYNTHETIC;
        body.name = body.name + "$plain" + number;
    }

    private Handle writeCall(MethodNode twin, int number) {
        var call = new MethodNode(
                ACC_PRIVATE | ACC_STATIC | ACC_SYNTHETIC,
                twin.name + "$call" + number,
                "([Ljava/lang/Object;)" + Type.getReturnType(twin.desc),
                null,
                null);
        node.methods.add(call);
        var code = new GeneratorAdapter(call, call.access, call.name, call.desc);
        var types = new ArrayList<Type>();
        boolean isStatic = (twin.access & ACC_STATIC) != 0;
        if (!isStatic) {
            types.add(self);
        }
        types.addAll(List.of(Type.getArgumentTypes(twin.desc)));
        for (int i = 0; i < types.size(); i++) {
            code.loadArg(0);
            code.push(i);
            code.arrayLoad(Type.getType(Object.class));
            code.unbox(types.get(i));
        }
        code.visitMethodInsn(isStatic ? INVOKESTATIC : INVOKESPECIAL, node.name, twin.name, twin.desc, isInterface);
        code.returnValue();
        code.endMethod();
        return new Handle(H_INVOKESTATIC, node.name, call.name, call.desc, isInterface);
    }

    private void writeStub(MethodVisitor stub, Handle call) {
        var method = (MethodNode) stub;
        Form form = Form.ofMethod(method.desc);
        var code = new GeneratorAdapter(stub, method.access, method.name, method.desc);
        boolean isStatic = (method.access & ACC_STATIC) != 0;
        Type[] types = Type.getArgumentTypes(method.desc);
        int offset = isStatic ? 0 : 1;
        code.visitLdcInsn(call);
        code.push(types.length + offset);
        code.newArray(Type.getType(Object.class));
        if (!isStatic) {
            code.dup();
            code.push(0);
            code.loadThis();
            code.arrayStore(Type.getType(Object.class));
        }
        for (int i = 0; i < types.length; i++) {
            code.dup();
            code.push(i + offset);
            code.loadArg(i);
            code.valueOf(types[i]);
            code.arrayStore(Type.getType(Object.class));
        }
        code.visitMethodInsn(
                INVOKESTATIC,
                form.standIn(),
                "of",
                "(Ljava/lang/invoke/MethodHandle;" + OBJECTS.getDescriptor() + ")" + form.made(),
                false);
        code.returnValue();
        code.endMethod();
    }

    private static boolean suspends(MethodNode method) {
        if ((method.access & (ACC_ABSTRACT | ACC_NATIVE | ACC_BRIDGE)) != 0 || Form.ofMethod(method.desc) == null) {
            return false;
        }
        return isAnnotated(method) || isLambda(method) && hasSuspension(method);
    }

    private static boolean isAnnotated(MethodNode method) {
        return method.invisibleAnnotations != null
                && method.invisibleAnnotations.stream().anyMatch(annotation -> annotation.desc.equals(ASYNC));
    }

    private static boolean isLambda(MethodNode method) {
        return (method.access & ACC_SYNTHETIC) != 0 && method.name.startsWith("lambda$");
    }

    private static boolean hasSuspension(MethodNode method) {
        for (var instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call
                    && (isYield(call) || isAsyncYield(call) || isOfAsyncio(call, "await"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isYield(MethodInsnNode call) {
        return call.owner.equals(GENERATOR) && (call.name.equals("yield") || call.name.equals("yieldFrom"));
    }

    private static boolean isAsyncYield(MethodInsnNode call) {
        return call.owner.equals(ASYNC_GENERATOR) && call.name.equals("yield");
    }

    private static boolean isOfAsyncio(MethodInsnNode call, String name) {
        return call.owner.equals(ASYNCIO) && call.name.equals(name);
    }

    private static void redirect(MethodNode method) {
        for (var instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call) {
                redirect(call, method);
            }
        }
    }

    private static void redirect(MethodInsnNode call, MethodNode method) {
        if (isYield(call)) {
            call.owner = Form.GENERATOR.standIn();
            call.name = call.name.equals("yield") ? "handOut" : "handOutFrom";
        } else if (isAsyncYield(call)) {
            call.owner = Form.ASYNC_GENERATOR.standIn();
            call.name = "handOut";
            call.itf = false;
        } else if (isOfAsyncio(call, "await")) {
            call.owner = Form.COROUTINE.standIn();
        } else if (isOfAsyncio(call, "done")) {
            Form form = formOfDone(call, method);
            call.owner = form.standIn();
            call.desc = call.desc.replaceAll("\\).*", ")" + form.made());
        }
    }

    /** By the cast behind it, as the weaver does; else by the type of the method. */
    private static Form formOfDone(MethodInsnNode call, MethodNode method) {
        AbstractInsnNode next = call.getNext();
        while (next != null && next.getOpcode() < 0) {
            next = next.getNext();
        }
        Form form = next instanceof TypeInsnNode cast && cast.getOpcode() == CHECKCAST ? Form.ofType(cast.desc) : null;
        return form != null ? form : Form.ofMethod(method.desc);
    }
}
