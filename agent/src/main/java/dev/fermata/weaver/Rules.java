package dev.fermata.weaver;

import dev.fermata.weaver.SuspensionPlan.MethodPlan;
import dev.fermata.weaver.SuspensionPlan.Treatment;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Which methods are woven, and which must not be and why. */
final class Rules {
    /** The oldest class files whose methods all carry frames: those of Java 8; older ones may lack them. */
    private static final int OLDEST_VERSION = Opcodes.V1_8;

    private final ClassNode node;
    private final Set<String> lambdaBodies;

    Rules(ClassNode node, Set<String> lambdaBodies) {
        this.node = node;
        this.lambdaBodies = lambdaBodies;
    }

    /** What happens to the method; null if it is none of our business. */
    MethodPlan decide(MethodNode method) {
        boolean empty = (method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE)) != 0;
        if (empty) {
            return null;
        }
        boolean async = SuspensionPlan.hasAnnotation(method.invisibleAnnotations, Contract.ASYNC);
        boolean lambda = lambdaBodies.contains(method.name + method.desc);
        List<AbstractInsnNode> suspensions = Calls.suspensions(method);
        if (!async && suspensions.isEmpty()) {
            return adaptation(method);
        }
        String rejection = rejection(method, async, lambda, suspensions);
        return rejection != null
                ? new MethodPlan(method, Treatment.REJECT, rejection)
                : new MethodPlan(method, Treatment.WEAVE, lambda ? "a lambda body that suspends" : "it is @Async");
    }

    private static MethodPlan adaptation(MethodNode method) {
        boolean drops = DroppedCoroutines.areIn(method);
        if (Calls.hasDone(method)) {
            String reason = "it calls done() outside a coroutine or generator";
            return new MethodPlan(method, Treatment.ADAPT, drops ? reason + ", and drops a coroutine" : reason);
        }
        return drops ? new MethodPlan(method, Treatment.ADAPT, "it drops a coroutine") : null;
    }

    /** Why the method must not be woven; null if it may. */
    private String rejection(MethodNode method, boolean async, boolean lambda, List<AbstractInsnNode> suspensions) {
        String reason = placeRejection(method, async, lambda, suspensions);
        if (reason == null) {
            reason = kindRejection(method, suspensions);
        }
        if (reason == null) {
            reason = classRejection(method);
        }
        return reason != null ? reason : monitorRejection(method, suspensions);
    }

    /** Looks at what surrounds a suspension: only a method with the right return type, which is known to suspend, will do. */
    private String placeRejection(
            MethodNode method, boolean async, boolean lambda, List<AbstractInsnNode> suspensions) {
        String call = suspensions.isEmpty() ? "" : describe(method, suspensions.get(0));
        if (method.name.equals("<init>")) {
            return call + " is in a constructor, which cannot be suspended. Move it into an @Async method.";
        }
        if (method.name.equals("<clinit>")) {
            return call + " is in a static initialiser, which cannot be suspended. Move it into an @Async method.";
        }
        Kind kind = Kind.of(method);
        if (kind == null && lambda) {
            return call + " is in a lambda whose type is " + returnType(method)
                    + ". Only the body of a lambda that returns " + "a " + wanted(suspensions) + " can suspend.";
        }
        if (kind == null && async) {
            return "the @Async method " + place(method, null) + " returns " + returnType(method)
                    + ", which Fermata does not know. An @Async method returns a Coroutine, Generator or AsyncGenerator of "
                    + "dev.fermata, or a CompletableFuture or CompletionStage.";
        }
        if (!async && !lambda) {
            return call + " is in a method that is not @Async. Annotate it with @dev.fermata.annotation.Async"
                    + (kind != null ? "." : " and let it return a " + wanted(suspensions) + ".");
        }
        return null;
    }

    private String kindRejection(MethodNode method, List<AbstractInsnNode> suspensions) {
        Kind kind = Kind.of(method);
        for (AbstractInsnNode suspension : suspensions) {
            if (!kind.allows(suspension)) {
                return describe(method, suspension) + " is in a method that returns a " + kind.typeName() + ". "
                        + way(kind, suspension);
            }
        }
        return null;
    }

    /** What to do about a suspension that is of another kind than its method. */
    private static String way(Kind kind, AbstractInsnNode suspension) {
        String needed = "It needs a " + wanted(List.of(suspension));
        boolean yields = Kind.GENERATOR.allows(suspension) && !Calls.isDelegation(suspension);
        if (kind == Kind.GENERATOR ? Calls.isAwait(suspension) : kind != Kind.ASYNC_GENERATOR && yields) {
            return needed + "; to await and yield in one method, return a " + Kind.ASYNC_GENERATOR.typeName()
                    + " and use AsyncGenerator.yield.";
        }
        if (kind == Kind.ASYNC_GENERATOR) {
            return Calls.isDelegation(suspension)
                    ? needed + ": an asynchronous generator yields the items of another one by one."
                    : "Use AsyncGenerator.yield there.";
        }
        return needed + ".";
    }

    private String classRejection(MethodNode method) {
        if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
            return "the @Async method " + place(method, null)
                    + " is synchronized. A suspended method cannot hold a monitor: guard the data in another way, "
                    + (Kind.of(method).awaits()
                            ? "for example by a dev.fermata.sync.Lock, which is awaited."
                            : "for example by a java.util.concurrent.locks.Lock around the parts that do not yield.");
        }
        if ((node.version & 0xFFFF) < OLDEST_VERSION) {
            return "the @Async method " + place(method, null) + " is in a class file of version "
                    + (node.version & 0xFFFF) + ". Compile it for Java 8 or later.";
        }
        return null;
    }

    private String monitorRejection(MethodNode method, List<AbstractInsnNode> suspensions) {
        if (!suspensions.isEmpty() && MonitorDepth.isNeeded(method)) {
            ControlFlow flow = ControlFlow.of(method);
            MonitorDepth monitors = MonitorDepth.of(flow);
            for (AbstractInsnNode suspension : suspensions) {
                if (monitors.isHeld(flow.index(suspension))) {
                    return describe(method, suspension)
                            + " is in a synchronized block. A suspended method cannot hold a monitor: "
                            + (Calls.isAwait(suspension)
                                    ? "await outside the block, or use a dev.fermata.sync.Lock, which may be held meanwhile."
                                    : "yield outside the block.");
                }
            }
        }
        return null;
    }

    private String describe(MethodNode method, AbstractInsnNode suspension) {
        return Calls.describe(suspension) + " in " + place(method, suspension);
    }

    /** The return type that the first of {@code suspensions} asks for. */
    private static String wanted(List<AbstractInsnNode> suspensions) {
        return Kind.wantedBy(suspensions.get(0)).typeName();
    }

    private static String returnType(MethodNode method) {
        return Type.getReturnType(method.desc).getClassName();
    }

    /** As in a stack trace: {@code com.shop.Cart.items(Cart.java:12)}. */
    private String place(MethodNode method, AbstractInsnNode suspension) {
        int line = Calls.line(suspension == null ? firstLine(method) : suspension);
        return node.name.replace('/', '.') + "." + method.name + "("
                + (node.sourceFile == null ? "Unknown Source" : node.sourceFile) + (line > 0 ? ":" + line : "") + ")";
    }

    private static AbstractInsnNode firstLine(MethodNode method) {
        AbstractInsnNode first = method.instructions.getFirst();
        AbstractInsnNode real = first == null ? null : Calls.nextReal(first);
        return real == null ? first : real;
    }
}
