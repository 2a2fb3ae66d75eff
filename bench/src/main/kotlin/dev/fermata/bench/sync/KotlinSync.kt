@file:JvmName("KotlinSync")

package dev.fermata.bench.sync

import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.joinAll
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.yield

/* The coroutines of FermataSync, in the event loop of runBlocking. */

fun channel(room: Int): Channel<Int> = Channel(room)

fun locking(mutex: Mutex, count: Int): Long = runBlocking {
  var sum = 0L
  for (i in 0 until count) {
    mutex.withLock { sum += i }
  }
  sum
}

fun contending(tasks: Int, times: Int) = runBlocking {
  val mutex = Mutex()
  List(tasks) { launch { repeat(times) { mutex.withLock { yield() } } } }.joinAll()
}

fun passing(channel: Channel<Int>, items: Array<Int>): Long = runBlocking {
  var sum = 0L
  for (item in items) {
    channel.send(item)
    sum += channel.receive()
  }
  sum
}

fun pingPong(items: Array<Int>): Long = runBlocking {
  val there = Channel<Int>(1)
  val back = Channel<Int>(1)
  launch { repeat(items.size) { back.send(there.receive()) } }
  var sum = 0L
  for (item in items) {
    there.send(item)
    sum += back.receive()
  }
  sum
}

fun fanIn(producers: Int, room: Int, items: Array<Int>): Long = runBlocking {
  val channel = Channel<Int>(room)
  for (i in 0 until producers) {
    launch {
      for (at in i * items.size / producers until (i + 1) * items.size / producers) {
        channel.send(items[at])
      }
    }
  }
  var sum = 0L
  repeat(items.size) { sum += channel.receive() }
  sum
}
