package dev.fermata.bench.generator

/**
 * A binary tree, for all languages: it stands here because Kotlin is compiled first.
 *
 * Its values are objects already (`Int?` is `Integer`), so that walking it boxes nothing.
 */
class Tree(
  @JvmField val left: Tree?,
  @JvmField val value: Int?,
  @JvmField val right: Tree?,
) {
  companion object {
    /** Makes the balanced tree with 2^[levels] - 1 nodes. */
    @JvmStatic fun balanced(levels: Int): Tree = balanced(0, (1 shl levels) - 1)

    private fun balanced(from: Int, to: Int): Tree {
      val middle = (from + to) ushr 1
      return Tree(
        if (from < middle) balanced(from, middle) else null,
        middle,
        if (middle + 1 < to) balanced(middle + 1, to) else null,
      )
    }

    /** Makes the tree in which no node has anything on its left. */
    @JvmStatic
    fun rightLeaning(nodes: Int): Tree {
      var tree = Tree(null, nodes - 1, null)
      for (value in nodes - 2 downTo 0) {
        tree = Tree(null, value, tree)
      }
      return tree
    }
  }
}
