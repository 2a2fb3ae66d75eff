package dev.fermata.weaver.harness;

import org.objectweb.asm.Type;

/** What a method that suspends is, by the type that it returns, and what takes its place in a plain class. */
public enum Form {
    /** It yields. */
    GENERATOR("dev/fermata/Generator", StandIn.class),
    /** It awaits. */
    COROUTINE("dev/fermata/Coroutine", StandInCoroutine.class),
    /** It yields and awaits. */
    ASYNC_GENERATOR("dev/fermata/AsyncGenerator", StandInItems.class),
    /** It awaits, and starts when it is called. */
    FUTURE("java/util/concurrent/CompletableFuture", StandInFuture.class),
    /** The same. */
    STAGE("java/util/concurrent/CompletionStage", StandInFuture.class);

    private final String type;
    private final Class<?> standIn;

    Form(String type, Class<?> standIn) {
        this.type = type;
        this.standIn = standIn;
    }

    /** The internal name of the type. */
    String type() {
        return type;
    }

    /** The internal name of the class that makes stand-ins: by {@code of} and {@code done}. */
    String standIn() {
        return Type.getInternalName(standIn);
    }

    /** The descriptor of what the stand-in's class makes. */
    String made() {
        return this == STAGE ? FUTURE.made() : "L" + type + ";";
    }

    /** Whether a method of this form starts when it is called. */
    boolean isEager() {
        return this == FUTURE || this == STAGE;
    }

    /** The form of a type; null if it is none. */
    static Form ofType(String internalName) {
        for (Form form : values()) {
            if (form.type.equals(internalName)) {
                return form;
            }
        }
        return null;
    }

    /** The form of a method; null if it has none. */
    static Form ofMethod(String descriptor) {
        return ofType(Type.getReturnType(descriptor).getInternalName());
    }
}
