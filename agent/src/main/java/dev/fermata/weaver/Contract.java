package dev.fermata.weaver;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The names by which woven code reaches the runtime: all that the weaver knows of it. The table in
 * {@code docs/weaving.md} says what each does; {@link #VERSION} changes with any of them.
 */
final class Contract {
    /** Checked by the runtime when a woven method is linked. */
    static final int VERSION = 1;

    /** Every class that has to do with us mentions a name which begins so. */
    static final String PACKAGE = "dev/fermata/";

    static final String ASYNC = "Ldev/fermata/annotation/Async;";
    static final String WOVEN = "Ldev/fermata/woven/Woven;";
    static final String FRAME_INFO = "Ldev/fermata/woven/FrameInfo;";

    static final String ASYNCIO = "dev/fermata/Asyncio";
    static final String AWAIT = "await";
    static final String DONE = "done";
    static final String DONE_WITH_VALUE = "(Ljava/lang/Object;)Ldev/fermata/Suspendable;";
    static final String DONE_WITHOUT = "()Ldev/fermata/Suspendable;";

    static final String ASYNC_GENERATOR = "dev/fermata/AsyncGenerator";
    static final String GENERATOR = "dev/fermata/Generator";
    static final String YIELD = "yield";
    static final String YIELD_FROM = "yieldFrom";

    static final String GENERATOR_FRAME = "dev/fermata/woven/GeneratorFrame";
    static final String DELEGATING_FRAME = "dev/fermata/woven/DelegatingFrame";
    static final String ASYNC_GENERATOR_FRAME = "dev/fermata/woven/AsyncGeneratorFrame";
    static final String EAGER = "dev/fermata/woven/Eager";
    static final String LINKAGE = "dev/fermata/woven/Linkage";
    static final String COROUTINE_FRAME = "dev/fermata/woven/CoroutineFrame";
    static final String AWAITS = "dev/fermata/woven/Awaits";
    static final String AWAITABLE = "dev/fermata/Awaitable";

    /** How many bodies may start inside each other; the same as in the runtime. */
    static final int DEEPEST = 256;

    /** The label of a generator whose body has returned. */
    static final int RETURNED_LABEL = -2;

    static final String OBJECT = "java/lang/Object";
    static final String THROWABLE = "java/lang/Throwable";
    static final String AWAIT_OBJECT = "(Ldev/fermata/Awaitable;I)Ljava/lang/Object;";
    static final String AWAIT_STAGE = "(Ljava/util/concurrent/CompletionStage;I)Ljava/lang/Object;";
    static final String START = "(Ldev/fermata/woven/CoroutineFrame;)Ljava/util/concurrent/CompletableFuture;";
    static final String DEFERRED = "(Ldev/fermata/woven/CoroutineFrame;)Ljava/lang/Object;";
    static final String SUSPEND = "(Ljava/lang/Object;Ldev/fermata/woven/CoroutineFrame;)Ljava/lang/Object;";
    static final String STEP = "(ILjava/lang/Object;Ljava/lang/Throwable;)Ljava/lang/Object;";
    static final String OBJECT_TO_OBJECT = "(Ljava/lang/Object;)Ljava/lang/Object;";
    static final String OBJECT_TO_NOTHING = "(Ljava/lang/Object;)V";
    static final String MADE = "(Ldev/fermata/woven/CoroutineFrame;)V";
    static final String RESUME = "(Ljava/lang/Object;Ljava/lang/Throwable;)Ljava/lang/Object;";

    /** What a method becomes that could not be woven: it throws this, with the reason. */
    static final String NOT_WOVEN = "java/lang/IllegalStateException";

    private Contract() {}

    /**
     * The bootstrap method that tells whether another class has a body for one of its methods.
     *
     * @param instance whether it is an instance method of a final class
     */
    static Handle hasBody(boolean instance) {
        String descriptor = Type.getMethodDescriptor(
                Type.getType("Ljava/lang/invoke/CallSite;"),
                Type.getType("Ljava/lang/invoke/MethodHandles$Lookup;"),
                Type.getType(String.class),
                Type.getType("Ljava/lang/invoke/MethodType;"),
                Type.getType(Class.class),
                Type.getType("Ljava/lang/invoke/MethodType;"));
        return new Handle(
                Opcodes.H_INVOKESTATIC,
                "dev/fermata/woven/DirectCalls",
                instance ? "hasFinalBody" : "hasStaticBody",
                descriptor,
                false);
    }

    /**
     * The bootstrap method that defines a frame class.
     *
     * @param large whether the class file is in several pieces
     */
    static Handle linkage(boolean large) {
        String fixed = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;";
        String descriptor = fixed
                + (large
                        ? "Ljava/lang/invoke/MethodType;ILjava/lang/String;[Ljava/lang/String;)Ljava/lang/invoke/CallSite;"
                        : "Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;");
        String name = large ? "defineLarge" : "define";
        return new Handle(Opcodes.H_INVOKESTATIC, LINKAGE, name, descriptor, false);
    }
}
