package dev.fermata.weaver;

import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** What a woven method is, by its return type. */
enum Kind {
    /** It yields; its frame is a generator. */
    GENERATOR("dev/fermata/Generator", "dev/fermata/woven/Returned", true, false),
    /** It awaits; its frame, where it has one, is a coroutine. */
    COROUTINE("dev/fermata/Coroutine", "dev/fermata/woven/Finished", false, true),
    /** It yields and awaits; its frame is an asynchronous generator. */
    ASYNC_GENERATOR("dev/fermata/AsyncGenerator", "dev/fermata/woven/FinishedItems", true, true),
    /** It awaits, and starts when it is called; its frame is never seen. */
    COMPLETABLE_FUTURE("java/util/concurrent/CompletableFuture", "dev/fermata/woven/FinishedFuture", false, true),
    /** The same, with a return type that says less. */
    COMPLETION_STAGE("java/util/concurrent/CompletionStage", "dev/fermata/woven/FinishedFuture", false, true);

    private final String type;
    private final String finished;
    private final boolean yields;
    private final boolean awaits;

    Kind(String type, String finished, boolean yields, boolean awaits) {
        this.type = type;
        this.finished = finished;
        this.yields = yields;
        this.awaits = awaits;
    }

    /** The kind of a method; null if it is none of ours. */
    static Kind of(MethodNode method) {
        return ofType(Type.getReturnType(method.desc).getInternalName());
    }

    /** The kind with the return type of an internal name; null if there is none. */
    static Kind ofType(String type) {
        for (Kind kind : values()) {
            if (kind.type.equals(type)) {
                return kind;
            }
        }
        return null;
    }

    /** The internal name of the return type. */
    String type() {
        return type;
    }

    /** How a user writes the return type. */
    String typeName() {
        return type.replace('/', '.');
    }

    /** The class of the object that {@code done(value)} makes where the value is not returned directly. */
    String finished() {
        return finished;
    }

    static boolean isFinished(Object type) {
        for (Kind kind : values()) {
            if (kind.finished.equals(type)) {
                return true;
            }
        }
        return false;
    }

    /** Whether calling the method starts it. */
    boolean isEager() {
        return this == COMPLETABLE_FUTURE || this == COMPLETION_STAGE;
    }

    /** Whether a method of this kind may contain the call of {@code Generator}, {@code AsyncGenerator} or await. */
    boolean allows(AbstractInsnNode suspension) {
        if (Calls.isAwait(suspension)) {
            return awaits;
        }
        return ((MethodInsnNode) suspension).owner.equals(type);
    }

    /** The kind that such a call asks for. */
    static Kind wantedBy(AbstractInsnNode suspension) {
        if (Calls.isAwait(suspension)) {
            return COROUTINE;
        }
        return GENERATOR.allows(suspension) ? GENERATOR : ASYNC_GENERATOR;
    }

    boolean yields() {
        return yields;
    }

    boolean awaits() {
        return awaits;
    }
}
