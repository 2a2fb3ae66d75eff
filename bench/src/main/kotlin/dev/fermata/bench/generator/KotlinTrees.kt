@file:JvmName("KotlinTrees")

package dev.fermata.bench.generator

/* The walks of FermataKinds: by recursion of suspending functions, and by a sequence per node. */

fun inOrder(tree: Tree): Iterator<Int?> = iterator { walkInOrder(tree) }

private suspend fun SequenceScope<Int?>.walkInOrder(tree: Tree) {
  if (tree.left != null) {
    walkInOrder(tree.left)
  }
  yield(tree.value)
  if (tree.right != null) {
    walkInOrder(tree.right)
  }
}

fun preOrder(tree: Tree): Iterator<Int?> = iterator { walkPreOrder(tree) }

private suspend fun SequenceScope<Int?>.walkPreOrder(tree: Tree) {
  yield(tree.value)
  if (tree.left != null) {
    walkPreOrder(tree.left)
  }
  if (tree.right != null) {
    walkPreOrder(tree.right)
  }
}

fun inOrderByYieldAll(tree: Tree): Iterator<Int?> = iterator {
  if (tree.left != null) {
    yieldAll(inOrderByYieldAll(tree.left))
  }
  yield(tree.value)
  if (tree.right != null) {
    yieldAll(inOrderByYieldAll(tree.right))
  }
}
