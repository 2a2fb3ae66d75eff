package dev.fermata.bench.awaiting

import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** The chain of Chain by functions that a subclass may override, though none does. */
open class KotlinOpenChain {
  fun sum(count: Int, mask: Int): Long = runBlocking {
    var sum = 0L
    for (n in 1..count) {
      sum += one(n, mask)
    }
    sum
  }

  open suspend fun one(n: Int, mask: Int): Int = two(n, mask) xor (n shl 1)

  open suspend fun two(n: Int, mask: Int): Int = three(n, mask) xor (n shl 2)

  open suspend fun three(n: Int, mask: Int): Int = four(n, mask) xor (n shl 3)

  open suspend fun four(n: Int, mask: Int): Int = five(n, mask) xor (n shl 4)

  open suspend fun five(n: Int, mask: Int): Int = six(n, mask) xor (n shl 5)

  open suspend fun six(n: Int, mask: Int): Int = seven(n, mask) xor (n shl 6)

  open suspend fun seven(n: Int, mask: Int): Int = eight(n, mask) xor (n shl 7)

  open suspend fun eight(n: Int, mask: Int): Int = nine(n, mask) xor (n shl 8)

  open suspend fun nine(n: Int, mask: Int): Int = ten(n, mask) xor (n shl 9)

  open suspend fun ten(n: Int, mask: Int): Int {
    if (n and mask == 0) {
      yield()
    }
    return n
  }
}
