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

  open suspend fun one(n: Int, mask: Int): Int = two(n, mask) + 1

  open suspend fun two(n: Int, mask: Int): Int = three(n, mask) + 1

  open suspend fun three(n: Int, mask: Int): Int = four(n, mask) + 1

  open suspend fun four(n: Int, mask: Int): Int = five(n, mask) + 1

  open suspend fun five(n: Int, mask: Int): Int = six(n, mask) + 1

  open suspend fun six(n: Int, mask: Int): Int = seven(n, mask) + 1

  open suspend fun seven(n: Int, mask: Int): Int = eight(n, mask) + 1

  open suspend fun eight(n: Int, mask: Int): Int = nine(n, mask) + 1

  open suspend fun nine(n: Int, mask: Int): Int = ten(n, mask) + 1

  open suspend fun ten(n: Int, mask: Int): Int {
    if (n and mask == 0) {
      yield()
    }
    return n
  }
}
