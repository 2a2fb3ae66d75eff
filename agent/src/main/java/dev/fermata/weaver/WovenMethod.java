package dev.fermata.weaver;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A method that is being woven: what the writers of its three parts share.
 *
 * @param owner the class
 * @param method the user's method; its code becomes the body's
 * @param analysis of the method
 * @param bodyName the name of the body: that of the method, unless another body has the same name and descriptor
 * @param frameClass the internal name of the frame class
 */
record WovenMethod(ClassNode owner, MethodNode method, MethodAnalysis analysis, String bodyName, String frameClass) {

    boolean isInInterface() {
        return (owner.access & Opcodes.ACC_INTERFACE) != 0;
    }
}
