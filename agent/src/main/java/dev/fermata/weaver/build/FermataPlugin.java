package dev.fermata.weaver.build;

import dev.fermata.weaver.Diagnostic;
import dev.fermata.weaver.Diagnostic.Severity;
import dev.fermata.weaver.Weaver;
import dev.fermata.weaver.WeaverOptions;
import dev.fermata.weaver.WovenClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.build.BuildLogger;
import net.bytebuddy.build.Plugin;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.TypeResolutionStrategy;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.pool.TypePool;

/**
 * Weaves in the Maven and Gradle plugins of Byte Buddy, which find this class by themselves in the jar of the agent.
 *
 * <p>A class that another plugin has changed before is woven as that has left it. Where something cannot be woven, the build
 * fails. Safe for use by several threads.
 */
public final class FermataPlugin implements Plugin.WithPreprocessor {
    private final BuildLogger logger;
    private final Set<String> affected = ConcurrentHashMap.newKeySet();

    /** For Byte Buddy's engine outside Maven and Gradle: warnings go nowhere. */
    public FermataPlugin() {
        this(BuildLogger.NoOp.INSTANCE);
    }

    /**
     * For Byte Buddy's plugins.
     *
     * @param logger of the build
     */
    @Plugin.Factory.UsingReflection.Priority(1)
    public FermataPlugin(BuildLogger logger) {
        this.logger = logger;
    }

    /** Finds out whether there is anything to weave, for {@link #matches}, which is not shown the code. */
    @Override
    public void onPreprocess(TypeDescription type, ClassFileLocator locator) {
        WovenClass woven = Weaver.weave(classFile(type, locator), WeaverOptions.BUILD_TIME);
        if (!woven.isUnchanged()) {
            affected.add(type.getName());
        }
    }

    private static byte[] classFile(TypeDescription type, ClassFileLocator locator) {
        try {
            return locator.locate(type.getName()).resolve();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the class file of " + type.getName(), e);
        }
    }

    @Override
    public boolean matches(TypeDescription type) {
        return affected.contains(type.getName());
    }

    /**
     * Weaves a class.
     *
     * @throws IllegalStateException if one of its methods cannot be woven, with the reasons
     */
    @Override
    public DynamicType.Builder<?> apply(
            DynamicType.Builder<?> builder, TypeDescription type, ClassFileLocator ofBuild) {
        // Older versions of Byte Buddy's plugins do not find the classes of the JDK.
        ClassFileLocator locator =
                new ClassFileLocator.Compound(ofBuild, ClassFileLocator.ForClassLoader.ofPlatformLoader());
        DynamicType before =
                builder.make(TypeResolutionStrategy.Disabled.INSTANCE, TypePool.Default.WithLazyResolution.of(locator));
        WovenClass woven = Weaver.weave(before.getBytes(), WeaverOptions.BUILD_TIME);
        report(woven.diagnostics());
        if (woven.isUnchanged()) {
            return builder;
        }
        ClassFileLocator changed =
                new ClassFileLocator.Compound(ClassFileLocator.Simple.of(type.getName(), woven.bytes()), locator);
        DynamicType.Builder<?> result = new ByteBuddy()
                .with(TypeValidation.DISABLED)
                .rebase(describe(type.getName(), changed), changed)
                .initializer(before.getLoadedTypeInitializers().get(before.getTypeDescription()));
        for (Map.Entry<TypeDescription, byte[]> other :
                before.getAuxiliaryTypes().entrySet()) {
            result = result.require(other.getKey(), other.getValue());
        }
        for (Map.Entry<String, byte[]> frame : woven.frames().entrySet()) {
            result = result.require(
                    frameType(frame.getKey().replace('/', '.'), frame.getValue(), changed), frame.getValue());
        }
        return result;
    }

    private static TypeDescription frameType(String name, byte[] classFile, ClassFileLocator others) {
        return describe(name, new ClassFileLocator.Compound(ClassFileLocator.Simple.of(name, classFile), others));
    }

    private static TypeDescription describe(String name, ClassFileLocator locator) {
        return TypePool.Default.WithLazyResolution.of(locator).describe(name).resolve();
    }

    private void report(List<Diagnostic> diagnostics) {
        String errors = diagnostics.stream()
                .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
                .map(diagnostic -> "fermata: " + diagnostic)
                .collect(Collectors.joining("\n"));
        if (!errors.isEmpty()) {
            throw new IllegalStateException(errors);
        }
        for (Diagnostic diagnostic : diagnostics) {
            if (diagnostic.severity() == Severity.WARNING) {
                logger.warn("fermata: " + diagnostic);
            } else {
                logger.debug("fermata: " + diagnostic);
            }
        }
    }

    @Override
    public void close() {
        affected.clear();
    }
}
