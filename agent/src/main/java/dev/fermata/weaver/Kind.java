package dev.fermata.weaver;

import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/** What a woven method is, by its return type. */
enum Kind {
    /** It yields; its frame is a generator. */
    GENERATOR("dev/fermata/Generator", true, false),
    /** It awaits; its frame, where it has one, is a coroutine. */
    COROUTINE("dev/fermata/Coroutine", false, true);

    private final String type;
    private final boolean yields;
    private final boolean awaits;

    Kind(String type, boolean yields, boolean awaits) {
        this.type = type;
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

    boolean yields() {
        return yields;
    }

    boolean awaits() {
        return awaits;
    }
}
