@file:JvmName("KotlinKinds")

package dev.fermata.bench.generator

/* The generators of FermataKinds as Kotlin's sequences. Each `iterator` block is a class of its own. */

fun range(count: Int): Iterator<Int> = iterator {
  for (i in 0 until count) {
    yield(i)
  }
}

fun squares(count: Int): Iterator<Int> = iterator {
  for (i in 0 until count) {
    yield(i * i)
  }
}

fun fibonacci(count: Int): Iterator<Int> = iterator {
  var a = 0
  var b = 1
  for (i in 0 until count) {
    yield(a)
    val next = a + b
    a = b
    b = next
  }
}

fun collatz(count: Int): Iterator<Int> = iterator {
  var x = 27
  for (i in 0 until count) {
    yield(x)
    x = if (x and 1 == 0) x shr 1 else 3 * x + 1
  }
}

fun numbers(): Iterator<Int> = iterator {
  var i = 0
  while (true) {
    yield(i++)
  }
}

fun runningTotal(): KotlinSending<Int, Int> {
  val totals = KotlinSending<Int, Int> {
    var total = 0
    while (true) {
      total += yield(total)
    }
  }
  totals.start()
  return totals
}
