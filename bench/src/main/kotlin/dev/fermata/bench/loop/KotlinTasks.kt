@file:JvmName("KotlinTasks")

package dev.fermata.bench.loop

import java.util.concurrent.Executor
import java.util.function.LongSupplier
import kotlin.time.Duration.Companion.hours
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancelChildren
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/* The coroutines of FermataTasks, in the event loop of runBlocking. */

fun switching(tasks: Int, turns: Int) = runBlocking {
  List(tasks) { launch { repeat(turns) { yield() } } }.joinAll()
}

fun spawning(count: Int): Long = runBlocking {
  var sum = 0L
  for (i in 0 until count) {
    sum += async { i }.await()
  }
  sum
}

fun launching(count: Int): Long = runBlocking {
  var sum = 0L
  for (i in 0 until count) {
    launch { sum += i }.join()
  }
  sum
}

fun spawningAll(count: Int): Long = runBlocking {
  val all = List(count) { i -> async { i } }
  var sum = 0L
  for (task in all) {
    sum += task.await()
  }
  sum
}

fun gathering(rounds: Int, each: Int): Long = runBlocking {
  var sum = 0L
  repeat(rounds) {
    for (value in coroutineScope { List(each) { i -> async { i } }.awaitAll() }) {
      sum += value
    }
  }
  sum
}

fun fromOtherThread(other: Executor, count: Int): Long = runBlocking {
  var sum = 0L
  for (i in 0 until count) {
    val future = CompletableDeferred<Int>()
    other.execute { future.complete(i) }
    sum += future.await()
  }
  sum
}

fun sleeping(tasks: Int, memory: LongSupplier): Long = runBlocking {
  val before = memory.asLong
  repeat(tasks) { launch { delay(1.hours) } }
  yield()
  val grown = memory.asLong - before
  coroutineContext.cancelChildren()
  grown
}
